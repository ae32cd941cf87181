"""What a recap is made of: a thin bar of its workshops, talks and links by kind."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import accumulate

from recap.model import LINK_KINDS, Recap
from recap.pictures.svg import element, image, percent, title

HEIGHT = 7
"""In pixels."""


def strip(recap: Recap, say: Callable[[str, int], str]) -> str:
    """Return the bar, or "" for a recap of words only; `say("slides", 3)` is `3 slides` in the page's language."""
    return _drawn(tuple((kind, number, say(kind, number)) for kind, number in _parts(recap)))


@lru_cache(maxsize=4096)
def _drawn(parts: tuple[tuple[str, int, str], ...]) -> str:
    """Return the bar of kinds, how many of each, and what is said of them; every list with the recap shows it."""
    if not parts:
        return ""
    total = sum(number for _, number, _ in parts)
    starts = accumulate((number for _, number, _ in parts), initial=0)
    bars = [
        element(
            "rect",
            title(said),
            class_=kind,
            x=percent(start / total),
            width=percent(number / total),
            height=HEIGHT,
        )
        for (kind, number, said), start in zip(parts, starts, strict=False)
    ]
    return image(", ".join(said for _, _, said in parts), *bars, height=HEIGHT, class_="strip")


def _parts(recap: Recap) -> Iterator[tuple[str, int]]:
    """Yield each kind that the recap has, with how many: workshops, all other sessions as talks, links."""
    sessions = Counter("workshop" if session.kind == "workshop" else "talk" for session in recap.sessions)
    links = Counter(link.kind for link in recap.links)
    for kind in ("workshop", "talk"):
        if sessions[kind]:
            yield kind, sessions[kind]
    for kind in LINK_KINDS:
        if links[kind]:
            yield kind, links[kind]
