"""What stands above a post's body: Pelican's `Key: value` lines, YAML, TOML, JSON or EDN."""

from recap.reading.front_matter.dates import parse_date
from recap.reading.front_matter.entries import Fault, Value
from recap.reading.front_matter.keys import as_list, as_text
from recap.reading.front_matter.split import FrontMatter, split

__all__ = ["Fault", "FrontMatter", "Value", "as_list", "as_text", "parse_date", "split"]
