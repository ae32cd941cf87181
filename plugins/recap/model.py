"""What a recap is: the values that reading finds and everything else shows.

Frozen and keyword-only; the text under each field says what the value can be. Nothing here computes,
and nothing here knows of HTML, Pelican, disk or network. Persisted and exported by field name.
"""

from dataclasses import dataclass
from datetime import datetime

SESSION_KINDS = ("keynote", "talk", "workshop", "panel", "lightning", "other")
"""`workshop` is anything hands-on (tutorial, training, class); `other` a poster, unconference round, demo."""

LINK_KINDS = (
    "slides", "video", "audio", "code", "paper", "book", "abstract", "event",
    "person", "post", "docs", "article", "tool", "image", "other",
)  # fmt: skip
"""What is at the other end of a link, the most specific first; `other` when nothing says."""


UNSEEN = frozenset({"line", "reason", "kind_reason", "title_reason", "speakers_reason"})
"""Fields for the author, which no page shows: where in the source a thing stands, and how it was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One mention of an address outside this site."""

    url: str
    """The address as the author wrote it, entities resolved; http, https or protocol-relative."""
    text: str
    """The words that are the link, white space folded; for an embedded player its title or "" ."""
    kind: str
    """One of LINK_KINDS."""
    reason: str
    """Why that kind, for the author: `the words "full slides online"`, `the host speakerdeck.com`."""
    line: int
    """The line of the source file that holds the link, counted from 1."""
    note: str = ""
    """In a link list: the words of the item beside the link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A person as one post names them."""

    name: str
    """The name as written, without company, handle or title."""
    url: str = ""
    """Where the name links to in this post, or ""."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A talk, workshop, keynote ... on the conference's programme that the post reports on."""

    kind: str
    """One of SESSION_KINDS."""
    title: str
    """As the post writes it, without speaker, company, time, room, rating, label or quotes."""
    speakers: tuple[Speaker, ...]
    """In the post's order; empty when the post does not say."""
    marked: bool
    """True when the markup sets the session apart (heading, bold line, item, row), False in prose."""
    links: tuple[Link, ...]
    """The links of the session's own part, each address once; those of a nested session are not among them."""
    line: int
    """The line of its heading, item or first mention, counted from 1."""
    id: str
    """The anchor of the session on the recap's page; "" for a session in prose."""
    reason: str
    """Why this is a session: `a heading under "Workshops"`."""
    speakers_reason: str
    """Where the speakers were found: `the line below`; "" when there are none."""
    kind_reason: str = ""
    """Why it is of this kind: `the word "workshops" above it`."""
    title_reason: str = ""
    """Where the title was found: `its line, read as "Title - Speaker"`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkList:
    """A list whose items are mainly links: tools, slides, further reading."""

    title: str
    """The heading or lead-in above it, without the colon; "" when there is none."""
    links: tuple[Link, ...]
    """In document order, nested items included; `note` holds what an item says beside its link."""
    line: int
    """The line of the first item, counted from 1."""
    id: str
    """The anchor of the list on the recap's page."""
    title_reason: str = ""
    """Where the title was found: `the heading above it`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it."""

    title: str
    """The heading's text."""
    id: str
    """The anchor of the heading on the recap's page."""
    level: int
    """1 to 6, as the author wrote it."""
    line: int
    """The line of the heading, counted from 1."""
    sections: tuple["Section", ...] = ()
    """The deeper headings below it, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """The conference that a post reports on."""

    name: str
    """Without the year: `SRECon EU`."""
    year: int | None
    """The year it took place; None when nothing says."""
    url: str
    """Its page, when the post links it; else ""."""
    place: str = ""
    """Where it took place, when the front matter says it: `Dublin`."""
    reason: str
    """Where name and year come from: `the title`, `Conference in the front matter`."""

    @property
    def label(self) -> str:
        """Name and year, as a reader says it: `SRECon EU 2015`."""
        return f"{self.name} {self.year}" if self.year else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """All that one post says, as values."""

    title: str
    """From the front matter, else the leading heading; "" when there is neither."""
    slug: str
    """The front matter's slug, else made from the title."""
    date: datetime | None
    """From the front matter, else the file's name; without a time zone unless one is written."""
    lang: str
    """The post's language when the front matter says it (`de`), else ""."""
    tagline: str
    """The front matter's tagline, else ""."""
    title_in_body: bool
    """True when the body begins with the title as a heading, so that a page need not show it again."""
    conference: Conference | None
    """None when neither front matter nor title names one."""
    sections: tuple[Section, ...]
    """The outline, as written."""
    sessions: tuple[Session, ...]
    """In document order, marked and unmarked."""
    link_lists: tuple[LinkList, ...]
    """In document order."""
    links: tuple[Link, ...]
    """Every address once, at its first mention, in document order."""
