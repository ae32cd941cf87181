"""Words of a programme as Markdown that says nothing else: no emphasis, links, tags or attributes by accident."""

import re
from collections.abc import Mapping

_SPECIAL = re.compile(
    r"[\\`*\[\]<>{}~|]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # at the edge of a word; `snake_case` is none
    r"|:(?=//)|(?<=www)\.|(?<=[\w.+-])@(?=\w)"  # addresses, which would be links
    r"|^[#+=:-]|#$|^\d+[.)](?=\s|$)",  # headings, lists
    re.I,
)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_NOT_PLAIN = re.compile(r"""["<>{}\[\]*_`~\\|@=#^$%]|&(?!\s)|:(?=//)|(?<=www)\.""", re.I)


def escaped(words: str) -> str:
    r"""Return words as they stand in a line of Markdown: `2 * 3` becomes `2 \* 3`."""
    return _SPECIAL.sub(_escape, _ENTITY.sub("&amp;", words))


def _escape(match: re.Match[str]) -> str:
    return f"{match[0][:-1]}\\{match[0][-1]}"


def attributes(name: str, values: Mapping[str, str]) -> str:
    """Return an attribute list: `{: .workshop data-speakers="Ada Winter" }`; what could end it is an entity."""
    pairs = [f'{key}="{_NOT_PLAIN.sub(_coded, value)}"' for key, value in values.items()]
    return " ".join(["{:", f".{name}", *pairs, "}"])


def _coded(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def quoted(url: str) -> str:
    """Return an address as a link's target."""
    return f"<{url}>" if "(" in url or ")" in url else url
