"""Posts and pages as Pelican knows them, whose larger parts are fetched from the store when they are asked for."""

from collections.abc import Mapping
from typing import Any, Self

from pelican import contents
from pelican.contents import Content

from recap.model import Conference, Recap
from recap.store import Kept, digest
from recap.store.values import public_json

_CONTENT, _SUMMARY = Content.__dict__["get_content"].func, Content.__dict__["get_summary"].func
"""What Pelican does, without its memory."""


class Lasting(Content):  # type: ignore[misc]
    """What holds for both: `recap`, `_content` and `url` cost nothing until somebody looks."""

    kept: Kept | None = None
    """Where it is from; None when another reader than Recap's read it."""
    _settled: tuple[tuple[str, ...], str, str] | None = None
    """The names that its address can be made of, the address, and the file; once both are asked for often."""
    _body: str = ""
    _recap: Recap | None = None
    _led: tuple[str, str] | None = None
    _summarised: tuple[str, str] | None = None
    _brief: str | None = None
    """The summary where it is the same on every page, once it is kept."""
    _said: str | None = None

    @property
    def recap(self) -> Recap | None:
        """What it says, as values; None when another reader than Recap's read it."""
        return self.kept.recap() if self._recap is None and self.kept else self._recap

    @recap.setter
    def recap(self, value: Recap | Kept | None) -> None:
        if isinstance(value, Kept):
            self.kept = value
        else:
            self._recap = value

    @property
    def _content(self) -> str:
        return self._body if self._body or self.kept is None else self.kept.html()

    @_content.setter
    def _content(self, value: str) -> None:
        self._body = value

    def take(self, kept: Kept) -> None:
        """Have another body, and what it says; all else stays."""
        self.kept, self._body, self._recap = kept, "", None
        self._led = self._summarised = self._brief = self._said = None

    @property
    def leads_inside(self) -> bool:
        """Whether its body may lead to other files of the site."""
        return self.kept is None or bool(self._body) or self.kept.traits.inner_links

    def get_content(self, siteurl: str) -> str:
        """Return the body; Pelican remembers all of them, for as long as the process lives."""
        if not self.leads_inside and not hasattr(self, "_get_content"):
            return self._content
        if self._led is None or self._led[0] != siteurl:
            self._led = siteurl, str(_CONTENT(self, siteurl))
        return self._led[1]

    def get_summary(self, siteurl: str) -> str:
        """Return the summary; one page asks for it several times."""
        if self._brief is not None:
            return self._brief
        if self._summarised is None or self._summarised[0] != siteurl:
            self._summarised = siteurl, str(_SUMMARY(self, siteurl))
        return self._summarised[1]

    def get_static_links(self) -> set[str]:
        """Return the files that it leads to."""
        return super().get_static_links() if self.leads_inside else set()

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        """Return a path below the content folder, its own without one: Pelican asks with every address."""
        own: str | None = self.__dict__.get("relative_source_path") if source_path is None else None
        return own or str(super().get_relative_source_path(source_path))

    @property
    def url(self) -> str:
        """Its address below the site's."""
        return self._settled[1] if self._settled else str(super().url)

    @property
    def save_as(self) -> str:
        """Its file in the output folder."""
        return self._settled[2] if self._settled else str(super().save_as)

    def settle(self) -> None:
        """Work out its address now: Pelican does so whenever somebody asks."""
        slugs = (getattr(getattr(self, kind, None), "slug", "") for kind in ("author", "category"))
        names = (str(each) for kind in ("authors", "tags") for each in getattr(self, kind, ()))
        named = (*slugs, *names)
        if self._settled is None or self._settled[0] != named:
            self._settled = None
            self._settled = named, self.url, self.save_as

    @property
    def said(self) -> str:
        """A digest of what lists show of it, but for its address and names: those are settled among all posts."""
        if self._said is None:
            public = (self.kept.traits.public,) if self.kept else public_json(self.recap) if self.recap else ()
            self._said = digest(*public, *(f"{getattr(self, name, None)!r}" for name in _OF_LINE))
        return self._said

    def frozen(self) -> dict[str, Any]:
        """Return what it consists of, without what it was read from and what it is part of."""
        self.settle()
        assert self.said
        if "summary" not in self.metadata and not self.leads_inside:
            self._brief = str(_SUMMARY(self, ""))
        metadata = {name: value for name, value in self.metadata.items() if name != "recap"}
        return {name: value for name, value in self.__dict__.items() if name not in _AROUND} | {
            "metadata": metadata
        }

    @classmethod
    def thawed(
        cls, state: Mapping[str, Any], settings: Mapping[str, Any], context: Mapping[str, Any], kept: Kept
    ) -> Self:
        """Return what such parts consist of, read as `kept`."""
        content = cls.__new__(cls)
        content.__dict__.update(state, settings=settings, _context=context, kept=kept)
        content.metadata["recap"] = kept
        return content


_OF_LINE = ("title", "tagline", "date", "modified", "lang", "status")
_AROUND = frozenset({"settings", "_context", "kept", "_recap", "_led", "_summarised"})


class Article(Lasting, contents.Article):  # type: ignore[misc]
    """A post; Pelican's settings for it go by the name of the class."""


class Page(Lasting, contents.Page):  # type: ignore[misc]
    """A page, likewise."""


def conference_of(content: Content) -> Conference | None:
    """Return the conference that a post reports on, without fetching what it says."""
    if isinstance(content, Lasting) and content.kept:
        return content.kept.traits.brief.conference
    recap: Recap | None = getattr(content, "recap", None)
    return recap.conference if recap else None


LASTING: dict[type[Content], type[Any]] = {contents.Article: Article, contents.Page: Page}
"""What takes the place of Pelican's own."""
