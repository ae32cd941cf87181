"""A post as it is kept: a head, which every build wants of every post, and its larger parts, which few ask for."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from sys import intern
from typing import Any, NamedTuple

from recap.errors import Problem
from recap.index import Brief, brief_of
from recap.model import Conference, Recap
from recap.store.digest import digest
from recap.store.values import plain, public_json, recap_json, typed


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A post as it is kept; every part can be handed from one process to another."""

    head: str
    recap: str
    html: str


class Traits(NamedTuple):
    """What is asked of every post, whatever is built."""

    public: str
    """A digest of what pages can show of its recap."""
    parts: str
    """A digest of what they can show of its sessions, link lists and links."""
    wordless_pictures: bool
    """Whether its body may show pictures without alternative text, which Pelican warns of with every build."""
    inner_links: bool
    """Whether its body may lead to other files of the site."""
    brief: Brief


def traits_of(html: str, recap: Recap) -> Traits:
    """Return what there is to say of a post's body and recap."""
    parts, rest = public_json(recap)
    of_parts = digest(parts)
    return Traits(
        public=digest(of_parts, rest),
        parts=of_parts,
        wordless_pictures='alt=""' in html or "alt=''" in html,
        inner_links="{" in html or "|" in html,
        brief=brief_of(recap),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A post as it was kept."""

    key: str
    """What it is kept by."""
    traits: Traits
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    metadata: Callable[[], Mapping[str, Any]]
    """Return its front matter, as it was packed."""
    recap: Callable[[], Recap]
    """Return what it says, as values."""
    html: Callable[[], str]
    """Return its body."""

    def __reduce__(self) -> tuple[Callable[..., "Kept"], tuple[Any, ...]]:
        """Take everything along where it is pickled, as Pelican's own cache does."""
        said = (self.problems, self.warnings)
        return whole, (self.key, self.metadata(), self.traits, said, self.recap(), self.html())


Said = tuple[tuple[Problem, ...], tuple[Problem, ...]]
"""Problems and warnings."""


def whole(key: str, metadata: Mapping[str, Any], traits: Traits, said: Said, recap: Recap, html: str) -> Kept:  # noqa: PLR0917
    """Return a post whose parts are all there."""
    return Kept(
        key=key,
        traits=traits,
        problems=said[0],
        warnings=said[1],
        metadata=lambda: metadata,
        recap=lambda: recap,
        html=lambda: html,
    )


def pack(
    metadata: Mapping[str, Any],
    html: str,
    recap: Recap,
    problems: Iterable[Problem],
    warnings: Iterable[Problem],
) -> Packed:
    """Return a post as it is kept; raises TypeError where its front matter has a value that cannot be."""
    traits = traits_of(html, recap)
    head = {
        "metadata": {name: plain(value) for name, value in metadata.items()},
        "traits": {**traits._asdict(), "brief": _brief_json(traits.brief)},
        "problems": [_told(problem) for problem in problems],
        "warnings": [_told(warning) for warning in warnings],
    }
    return Packed(head=json.dumps(head, ensure_ascii=False), recap=recap_json(recap), html=html)


def unpacked(key: str, head: str, recap: Callable[[], Recap], html: Callable[[], str]) -> Kept:
    """Return what was packed; `recap` and `html` fetch those parts.

    Raises ValueError, KeyError or TypeError for what was not.
    """
    given = json.loads(head)
    metadata = {name: typed(value) for name, value in given["metadata"].items()}
    return Kept(
        key=key,
        traits=Traits(**{**given["traits"], "brief": _brief(**given["traits"]["brief"])}),
        problems=tuple(Problem(**told) for told in given["problems"]),
        warnings=tuple(Problem(**told) for told in given["warnings"]),
        metadata=lambda: metadata,
        recap=recap,
        html=html,
    )


def _brief_json(brief: Brief) -> dict[str, Any]:
    return {**brief._asdict(), "conference": asdict(brief.conference) if brief.conference else None}


def _brief(
    *,
    conference: dict[str, Any] | None,
    sessions: Iterable[tuple[str, list[str]]],
    lang: str,
    **rest: Iterable[str],
) -> Brief:
    return Brief(
        conference=Conference(**conference) if conference else None,
        lang=lang,
        sessions=tuple((kind, tuple(names)) for kind, names in sessions),
        # Many posts link to the same addresses, and all stay in memory.
        **{name: tuple(map(intern, values)) for name, values in rest.items()},
    )


def _told(problem: Problem) -> dict[str, Any]:
    return {"path": problem.path, "line": problem.line, "message": problem.message, "hint": problem.hint}
