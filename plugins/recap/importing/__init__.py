"""Posts of other generators become posts here: Jekyll's, Hugo's, and folders of Markdown.

`look` finds them, `convert` makes of each what it will be, `write` puts it there. Nothing is overwritten.
"""

from recap.importing.convert import Converted, convert
from recap.importing.source import Source, look
from recap.importing.write import write

__all__ = ["Converted", "Source", "convert", "look", "write"]
