"""Posts for Pelican, by way of the door."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pelican.contents import Article
from pelican.readers import METADATA_PROCESSORS, MarkdownReader
from pelican.utils import SafeDatetime

from recap.errors import NO_DATE, PostsFailed, Problem
from recap.reading.options import TITLES
from recap.site.contents import Lasting
from recap.site.faults import line_of
from recap.site.state import shown, state_of

LISTS = ("tags", "authors")
"""What holds several values; of everything else that Pelican knows the first counts."""


class RecapReader(MarkdownReader):  # type: ignore[misc]
    """Reads Markdown as `document.load` does; `article.recap` is what the post says, as values."""

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the body's HTML and the metadata as Pelican wants them; raises PostsFailed for a faulty post.

        A body is handed on only where Pelican has a look at it; the content fetches its own (site/contents.py).
        """
        state = state_of(self.settings)
        path = shown(source_path)
        kept = state.posts.read(path)
        state.run.warnings += kept.warnings
        # A date may still come from the site's settings: the gate asks for it.
        problems = [problem for problem in kept.problems if problem.message != NO_DATE]
        given = kept.metadata()
        problems += _taken(path, given)
        if problems:
            raise PostsFailed(*problems)
        metadata = {name: self._value(name, value) for name, value in given.items()}
        return kept.html() if kept.traits.wordless_pictures else "", {**metadata, "recap": kept}

    def _value(self, name: str, value: Any) -> Any:
        if name in self.settings["FORMATTED_FIELDS"] or name in TITLES:
            return value
        if isinstance(value, datetime):
            # Pelican's own class has a strftime that knows `%-d` everywhere.
            return SafeDatetime.combine(value.date(), value.timetz())
        if name in METADATA_PROCESSORS:
            return self.process_metadata(name, _texts(value) if name in LISTS else str(_first(value)))
        return value


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, tuple | list) else value


def _texts(value: Any) -> Any:
    """Return text as it is, for Pelican to split at its commas, and a list as one of texts."""
    return [str(item) for item in value] if isinstance(value, tuple | list) else str(value)


def _taken(path: str, metadata: Mapping[str, Any]) -> list[Problem]:
    """Return the names of the front matter that would overwrite what Pelican or Recap works with."""
    owners = ((name, _owner(name)) for name in metadata)
    return [
        Problem(path=path, line=line_of(path, name), message=f"the name {name!r} is {owner}'s own", hint=_OTHER)
        for name, owner in owners
        if owner
    ]


_OTHER = "give it another name"


def _owner(name: str) -> str:
    """Return who works with an attribute of this name; "" where an author may."""
    if name in {"url", "save_as"}:
        return ""
    member = getattr(Article, name, None)
    if name == "settings" or callable(member) or (isinstance(member, property) and member.fset is None):
        return "Pelican"
    return "Recap" if name in vars(Lasting) else ""
