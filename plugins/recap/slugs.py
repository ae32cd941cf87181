"""Names as addresses."""

import re

from unidecode import unidecode

_DROPPED = re.compile(r"[^\w\s-]")
_BETWEEN = re.compile(r"[\s_-]+")


def slug(text: str) -> str:
    """Return `text` as Pelican's default settings would write it in an address: `SRECon EU` -> `srecon-eu`.

    Letters of other scripts are transliterated; "" when nothing is left.
    """
    return _BETWEEN.sub("-", _DROPPED.sub("", unidecode(text)).strip()).strip("-").lower()
