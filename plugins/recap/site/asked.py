"""What templates ask for while a page is rendered: where the answers are the same later, the page is the same.

A template reads names of its context, and the index. Both are seen here, so that no list has to say which template
shows what, and a theme's next change cannot make it untrue.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from jinja2.runtime import Context

from recap.index import Index
from recap.site.digests import Digests
from recap.store import digest

NOTES = "recap_asked"
"""The name under which a page's context holds its notes."""

OWN = ("article", "page")
"""Names of the post that a page shows whole."""

ALL = "*"
"""In place of what is looked up: every entry of a part of the index."""

Question = tuple[str, ...]
"""`("name", "tag")`, or `("index", "related", url)`: a part of the index, and what is looked up in it."""


class Asked:
    """The questions of one page."""

    def __init__(self, context: Mapping[str, Any], settled: frozenset[str]) -> None:
        """Take note of the names in `context`, but for those that are settled for all pages."""
        self._open = context.keys() - settled
        self._questions: dict[Question, None] = {}

    def name(self, name: str) -> None:
        """Note that a name was read."""
        if name in self._open:
            self._questions[("name", name)] = None

    def index(self, part: str, key: str = "") -> None:
        """Note that a part of the index was read, or looked up in."""
        self._questions[("index", part, key)] = None

    @contextmanager
    def apart(self) -> Iterator[dict[Question, None]]:
        """Give the questions that are asked meanwhile by themselves; they are this page's all the same."""
        before, self._questions = self._questions, {}
        try:
            yield self._questions
        finally:
            self._questions = before | self._questions

    def add(self, questions: Iterable[Question]) -> None:
        """Note what a part asked for that was made for another page."""
        self._questions.update(dict.fromkeys(questions))

    def as_text(self) -> str:
        """Return the questions, for `answers`."""
        return json.dumps([*self._questions])


def answers(asked: str, context: Mapping[str, Any], index: Index, digests: Digests) -> tuple[str, str]:
    """Return digests of what `context` and `index` answer: of the post that is shown whole, and of all else."""
    rest = []
    for kind, name, *key in json.loads(asked):
        if kind == "index":
            rest.append(digests.of(_looked_up(index, name, key[0])))
        elif name not in OWN:
            rest.append(digests.of(context.get(name)))
    return own_answer(asked, context, digests), digest(*rest)


def own_answer(asked: str, context: Mapping[str, Any], digests: Digests) -> str:
    """Return the first of the two."""
    shown = (context.get(name) for name in OWN if f'["name", "{name}"]' in asked)
    return digest(*(digests.whole(content) if content else "" for content in shown))


def _looked_up(index: Index, part: str, key: str) -> Any:
    found = getattr(index, part)
    return found.get(key) if isinstance(found, Mapping) and key != ALL else found


class AskedIndex:
    """The index as templates have it; every look into it is noted."""

    def __init__(self, index: Index) -> None:
        """Stand for `index`."""
        self._index = index
        self.notes: Asked | None = None
        """Those of the page that is being rendered."""

    @property
    def plain(self) -> Index:
        """What it stands for."""
        return self._index

    def __getattr__(self, part: str) -> Any:
        """Return a part of the index."""
        found = getattr(self._index, part)
        if isinstance(found, Mapping):
            return _Lookups(self, part, found)
        if self.notes:
            self.notes.index(part)
        return found


class _Lookups(Mapping[str, Any]):
    """A part of the index in which things are looked up one by one."""

    def __init__(self, index: AskedIndex, part: str, found: Mapping[str, Any]) -> None:
        self._index, self._part, self._found = index, part, found

    def __getitem__(self, key: str) -> Any:
        if self._index.notes:
            self._index.notes.index(self._part, key)
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        self._all()
        return iter(self._found)

    def __len__(self) -> int:
        self._all()
        return len(self._found)

    def _all(self) -> None:
        if self._index.notes:
            self._index.notes.index(self._part, ALL)


class AskedContext(Context):
    """Jinja's context; reading a name is noted where somebody takes notes."""

    def resolve_or_missing(self, key: str) -> Any:
        """Return the value of a name."""
        notes = self.parent.get(NOTES)
        if notes is not None:
            notes.name(key)
        return super().resolve_or_missing(key)
