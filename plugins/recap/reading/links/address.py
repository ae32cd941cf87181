"""An address, taken apart: what of it can say what is at the other end."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

EXTERNAL = re.compile(r"(?:https?:)?//[^\s/?#]+", re.I)
"""What an address outside this site begins with."""

_ARCHIVED = re.compile(
    r"(?:https?:)?//web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(?:https?:/*)?(?P<inner>.+)", re.I
)
_CARD = re.compile(r"https?://hatenablog-parts\.com/embed\?url=(?P<inner>[^&]+)", re.I)
"""A card that shows another page."""
_LANGUAGE = re.compile(r"[a-z]{2}([-_][a-z]{2})?", re.I)
_FRONT_PAGE = re.compile(r"(index|default|home|main|welcome)(\.\w+)?", re.I)
# What is now on github.io was on github.com until 2013.
_PAGES = re.compile(
    r"^(?!(?:gist|raw|api|docs|help|developer|status|education|enterprise)\.)([\w-]+)\.github\.com$"
)
_STUTTER = re.compile(r"https?:/*(?=https?:)", re.I)


class Address(NamedTuple):
    """The parts of an address that rules ask for; all lower case, percent-decoded."""

    host: str
    """Without `www.`, user and port."""
    path: str
    """From the slash after the host to the end, query and fragment included; "/" at least."""
    segments: tuple[str, ...]
    """The path's parts, without query and fragment; language codes and front pages at the ends are not counted."""
    extension: str
    """Of the file the path names, without the dot; "" when there is none."""


def external(target: str) -> str:
    """Return the address outside this site that an author's target means, or "" when it means none."""
    target = target.strip()
    if target.lower().startswith("www."):
        return f"http://{target}"
    return target if EXTERNAL.match(target) else ""


def same(url: str) -> str:
    """Return the form in which two spellings of one address are equal."""
    return unquote(url).rstrip("/")


def parse(url: str) -> Address:
    """Take an address apart; of an archived copy, the address it is a copy of."""
    if archived := _ARCHIVED.match(url):
        url = f"//{archived['inner'].lstrip('/')}"
    if card := _CARD.match(url):
        url = unquote(card["inner"])
    try:
        whole = "".join(url.split())
        parts = urlsplit(_STUTTER.sub("", whole) if whole.lower().count("http") > 1 else whole)
    except ValueError:  # an unclosed [ in the host
        return Address(host="", path="/", segments=(), extension="")
    host = parts.netloc.rpartition("@")[2].partition(":")[0].lower().removeprefix("www.").rstrip(".")
    host = _PAGES.sub(r"\1.github.io", host) if host.endswith(".github.com") else host
    path = unquote(parts.path) or "/"
    tail = "".join(sign + unquote(part) for sign, part in (("?", parts.query), ("#", parts.fragment)) if part)
    name, dot, extension = path.rpartition("/")[2].rpartition(".")
    return Address(
        host=host,
        path=(path + tail).lower(),
        segments=tuple(_segments(path.lower())),
        extension=extension.lower() if name and dot and extension.isalnum() else "",
    )


def _segments(path: str) -> Iterator[str]:
    segments = [segment for segment in path.split("/") if segment]
    if segments and _LANGUAGE.fullmatch(segments[0]):
        del segments[0]
    if segments and _FRONT_PAGE.fullmatch(segments[-1]):
        del segments[-1]
    yield from segments


def wider(host: str) -> Iterator[str]:
    """Yield the rows that may list a host, the narrowest first: itself, its parents with `name.*`, `first.`."""
    labels = host.split(".")
    endings = [1, 2] if len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2 else [1]
    for start in range(len(labels) - 1):
        yield ".".join(labels[start:])
        yield from (".".join([*labels[start:-ending], "*"]) for ending in endings if start < len(labels) - ending)
    yield f"{labels[0]}."
