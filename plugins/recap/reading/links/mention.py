"""One link as it stands in its line: what the rules are told of it."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from recap.reading.links.address import Address, external, parse
from recap.reading.links.kinds import KindTable

_SEPARATORS = re.compile(r"[\s,;/|&+·•()–—-]*(?:and|und|et|y|e|和|と)?[\s(]*")


class Mention(NamedTuple):
    """One link as it stands in its line."""

    url: str
    text: str
    """White space folded."""
    words: str
    """The text in lower case; "" where it is only an address."""
    player: bool
    """Whether it is an embedded frame or player rather than an anchor."""
    classes: frozenset[str]
    before: str
    """The words of its line since the link before it; where only a comma is between, that link's."""
    after: str
    """The words of its line up to the next link."""
    heading: str
    """The nearest heading above."""
    lead: str
    """The line above that ends in a colon, when it introduces this one; else ""."""
    column: str
    """The head of its column in a table, or ""."""
    address: Address
    """Of a shortened link that shows its target, the target's."""
    host: tuple[str, str]
    """Kind and name of the row of the table that covers the address; two empty strings when none does."""


def mention(
    *,
    url: str,
    text: str,
    player: bool,
    classes: Iterable[str],
    before: str,
    after: str,
    heading: str,
    lead: str,
    column: str,
    table: KindTable,
) -> Mention:
    """Return a link with its surroundings, its address taken apart and looked up."""
    shown = _shown(text)
    address = parse(shown or url)
    return Mention(
        url=url,
        text=text,
        words="" if shown or text == url else text.lower(),
        player=player,
        classes=frozenset(classes),
        before=before,
        after=after,
        heading=heading,
        lead=lead,
        column=column,
        address=address,
        host=table.host_kind(address),
    )


def only_separates(words: str) -> bool:
    """Say whether words between two links do no more than separate them."""
    return bool(_SEPARATORS.fullmatch(words.lower()))


def _shown(text: str) -> str:
    """Return the address that a text is, or ""."""
    return (
        (external(text) or (f"//{text}" if text.startswith("pic.twitter.com/") else "")) if " " not in text else ""
    )
