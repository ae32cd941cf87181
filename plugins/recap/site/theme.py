"""What the templates of Recap's theme ask for beside the pages' own values."""

from hashlib import sha256

from pelican.generators import Generator

from recap import pictures
from recap.index.same import address_key
from recap.site.session_heads import session_heads


def install(generator: Generator) -> None:
    """Give the templates of a generator `pictures`, and the filters `session_heads`, `hue` and `address_id`."""
    filters = {"session_heads": session_heads, "hue": pictures.hue, "address_id": address_id}
    for name, function in filters.items():
        generator.env.filters.setdefault(name, function)
    generator.env.globals.setdefault("pictures", pictures)


def address_id(url: str) -> str:
    """Return eight letters that stand for an address, the same however it is written."""
    return sha256(address_key(url).encode()).hexdigest()[:8]
