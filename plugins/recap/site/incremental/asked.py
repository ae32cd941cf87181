"""What templates ask for while a page is rendered: where the answers are the same later, the page is the same.

A template reads names of its context, and the index. Both are seen here, so that no list has to say which template
shows what, and a theme's next change cannot make it untrue. A part of the index is told by all posts, of which it
is made: nobody has to work it out to say that it is the same. What few pages show of other posts, titles and tags,
is told only where the page has asked for it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from functools import partial
from types import FunctionType, MappingProxyType, MethodType
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context, Macro
from jinja2.utils import missing

from recap.index import Index
from recap.site.incremental.digests import Digests
from recap.store import digest

NOTES = "recap_asked"
"""The name under which a page's context holds its notes."""

OWN = ("article", "page")
"""Names of the post that a page shows whole."""

ALL = "*"
"""In place of what is looked up: every entry of a part of the index."""

Question = tuple[str, ...]
"""`("name", "tag")`, or `("index", "related", url)`: a part of the index, and what is looked up in it."""

NAMED: Question = ("named", "")
"""The question for the titles and tags of whatever posts the index gives."""


class Asked:
    """The questions of one page."""

    def __init__(self, context: Mapping[str, Any], settled: frozenset[str]) -> None:
        """Take note of the names in `context`, but for those that are settled for all pages."""
        self.open = context.keys() - settled
        """Names whose reading is noted."""
        self._questions: dict[Question, None] = {}
        self.found: dict[tuple[str, str], Any] = {}
        """What was looked up in the index, by its part and key: some of it is worked out when it is asked for."""

    def name(self, name: str) -> None:
        """Note that a name of those was read."""
        self._questions[("name", name)] = None

    def index(self, part: str, key: str = "") -> None:
        """Note that a part of the index was read, or looked up in."""
        self._questions[("index", part, key)] = None

    def names(self) -> None:
        """Note that the title or the tags of a post of the index were read, or its recap as a whole."""
        self._questions[NAMED] = None

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


class Notebook:
    """Where the page that is being rendered notes what it asks; all that are asked share one."""

    page: Asked | None = None

    def names(self) -> None:
        """Note that the title or the tags of a post were read."""
        if self.page:
            self.page.names()


Found = Mapping[tuple[str, str], Any]
"""What was looked up in the index, by its part and key."""


def answers(
    asked: str, context: Mapping[str, Any], index: Index, digests: Digests, found: Found = MappingProxyType({})
) -> tuple[str, str]:
    """Return digests of what `context` and `index` answer: of the post that is shown whole, and of all else.

    What of the index was found already is not looked up again.
    """
    questions = json.loads(asked)
    told = digests if [*NAMED] in questions else digests.unnamed
    rest = []
    for kind, name, *key in questions:
        if kind == "index":
            rest.append(_looked_up(index, name, key[0], told, found))
        elif kind == "name" and name not in OWN:
            rest.append(told.of(context.get(name)))
    return own_answer(asked, context, digests), digest(*rest)


def own_answer(asked: str, context: Mapping[str, Any], digests: Digests) -> str:
    """Return the first of the two."""
    shown = (context.get(name) for name in OWN if f'["name", "{name}"]' in asked)
    return digest(*(digests.whole(content) if content else "" for content in shown))


def _looked_up(index: Index, part: str, key: str, digests: Digests, found: Found) -> str:
    """Return what tells of one thing in a part of the index, or of the whole part: that is made of the posts."""
    if key in {"", ALL}:
        return digests.of_all(index.posts)
    return digests.of(found[part, key] if (part, key) in found else getattr(index, part).get(key))


class AskedIndex:
    """The index as templates have it; every look into it is noted."""

    def __init__(self, index: Index, notebook: Notebook) -> None:
        """Stand for `index`."""
        self._index, self.notebook = index, notebook

    @property
    def plain(self) -> Index:
        """What it stands for."""
        return self._index

    def __getattr__(self, part: str) -> Any:
        """Return a part of the index."""
        found = getattr(self._index, part)
        if isinstance(found, Mapping):
            lookups = self.__dict__[part] = _Lookups(self, part, found)  # which is found before this is asked
            return lookups
        if self.notebook.page:
            self.notebook.page.index(part)
        return found


class _Lookups(Mapping[str, Any]):
    """A part of the index in which things are looked up one by one."""

    def __init__(self, index: AskedIndex, part: str, found: Mapping[str, Any]) -> None:
        self._index, self._part, self._found = index, part, found

    def __getitem__(self, key: str) -> Any:
        page = self._index.notebook.page
        if page is None:
            return self._found[key]
        page.index(self._part, key)  # also where it is not found, and again within a part that is made apart
        found = page.found[self._part, key] = self._found[key]
        return found

    def __iter__(self) -> Iterator[str]:
        self._all()
        return iter(self._found)

    def __len__(self) -> int:
        self._all()
        return len(self._found)

    def _all(self) -> None:
        if self._index.notebook.page:
            self._index.notebook.page.index(self._part, ALL)


class Later:
    """A value of a page's context that is worked out of the index when a template reads it."""

    def __init__(self, index: AskedIndex, value: Callable[[Index], Any]) -> None:
        """Work `value` out of `index`."""
        self._index, self._value = index, value

    def value(self) -> Any:
        """Return the value; the page is made of the whole index then."""
        if self._index.notebook.page:
            self._index.notebook.page.index("posts")
        return self._value(self._index.plain)


class AskedContext(Context):
    """Jinja's context; reading a name is noted where somebody takes notes. Pages read hundreds of names."""

    def __init__(
        self,
        environment: Environment,
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Any],
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002, ARG002  (Jinja's own)
    ) -> None:
        """Take note where `parent` holds notes.

        Jinja lists all `globals` for each part of a page; it wants them where a template brings some of its own,
        which none does here.
        """
        super().__init__(environment, parent, name, blocks)
        self._notes: Asked | None = parent.get(NOTES)

    def resolve_or_missing(self, key: str) -> Any:
        """Return the value of a name."""
        if key in self.vars:
            return self.vars[key]
        found = self.parent.get(key, missing)
        if type(found) is Later:
            return found.value()  # and the index answers for it
        if self._notes and key in self._notes.open:
            self._notes.name(key)
        return found

    def call(
        self,
        thing: Any,
        /,
        *args: Any,
        _block_vars: Mapping[str, Any] | None = None,
        _loop_vars: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> Any:
        """Call something; Jinja looks each time what it wants, which is soon said of macros and functions.

        Compiled templates hand the variables around a call to whatever they call, for functions that want them.
        """
        kind = type(thing)
        if kind is Macro:
            return thing(self.eval_ctx, *args, **kwargs)
        wanted = getattr(thing, "jinja_pass_arg", None) if kind in _FUNCTIONS else _UNKNOWN
        if wanted is None:
            return thing(*args, **kwargs)
        if wanted is _CONTEXT and not _block_vars and not _loop_vars:
            return thing(self, *args, **kwargs)
        return super().call(thing, *args, _block_vars=_block_vars, _loop_vars=_loop_vars, **kwargs)


_FUNCTIONS = frozenset({FunctionType, MethodType, partial})
_CONTEXT = getattr(pass_context(lambda _: None), "jinja_pass_arg", None)
"""How Jinja marks a function that wants the context."""
_UNKNOWN = object()
