"""What the templates of Recap's theme ask for beside the pages' own values."""

from pelican.generators import Generator

from recap import pictures
from recap.site.session_heads import session_heads


def install(generator: Generator) -> None:
    """Give the templates of a generator the filters `session_heads` and `hue`, and `pictures`."""
    generator.env.filters.setdefault("session_heads", session_heads)
    generator.env.filters.setdefault("hue", pictures.hue)
    generator.env.globals.setdefault("pictures", pictures)
