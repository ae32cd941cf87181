"""Links as pages show them in rows: what each is called, what tells it from others, where it stands. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from recap.exports import plain_title
from recap.exports.vague import is_vague
from recap.index import LinkEntry, Mention
from recap.index.same import address_key, grouped
from recap.model import LINK_KINDS, Link, LinkList, Recap, Session
from recap.site.templating.link_names import entry_name, link_name, link_note

MATERIALS = ("slides", "video", "audio", "code", "paper", "abstract")
"""What a session leaves behind. The other links of its part are background, and stand at the foot of the recap."""

MENTIONS = 12
"""So many places of one address are named; every recap names its own links, and links.csv has all."""


@dataclass(frozen=True, slots=True)
class Material:
    """A link in the row of its session, which shows its kind."""

    link: Link
    apart: str
    """What tells it from others of its kind in the row: its words where they say something, else its number."""
    of: str
    """What is said to those who hear the page: which slides."""


def materials(links: Sequence[Link], of: str) -> list[Material]:
    """Return the row of a session of the title `of`: what it leaves behind, each with what tells it apart."""
    alike = grouped((link for link in links if link.kind in MATERIALS), lambda link: link.kind)
    return [
        Material(link, apart, of if apart else link_name(link.text, link.kind, link.url, of))
        for link in links
        if link.kind in MATERIALS
        for apart in [_apart(link, alike[link.kind])]
    ]


def _apart(link: Link, alike: Sequence[Link]) -> str:
    """Return what tells a link from those of its kind, itself among them; "" where it is the only one."""
    urls = list(dict.fromkeys(other.url for other in alike))
    if len(urls) < 2:
        return ""
    same = sum(other.text == link.text for other in alike)
    return str(urls.index(link.url) + 1) if same > 1 or is_vague(link.text) else link.text


@dataclass(frozen=True, slots=True)
class FootLink:
    """A link at the foot of its recap, or of a session on its speaker's page."""

    link: Link
    name: str
    host: str
    """Whose site it leads to, unless the name says so."""
    part: LinkList | Session | None
    """The session or list it stands in, where that has a title."""


def links_by_kind(recap: Recap) -> list[tuple[str, list[FootLink]]]:
    """Return all links of a recap by kind, in the order of LINK_KINDS."""
    having: tuple[LinkList | Session, ...] = (*recap.sessions, *recap.link_lists)
    parts = {link.url: part for part in reversed(having) if part.id and part.title for link in part.links}
    titles = {link.url: session.title for session in reversed(recap.sessions) for link in session.links}
    of_kind = grouped(recap.links, lambda link: link.kind)
    return [
        (kind, [_at_foot(link, titles, parts) for link in of_kind[kind]]) for kind in LINK_KINDS if kind in of_kind
    ]


def background(links: Iterable[Link]) -> list[FootLink]:
    """Return the other links of a session's part."""
    return [_at_foot(link, {}, {}) for link in links if link.kind not in MATERIALS]


def _at_foot(link: Link, titles: Mapping[str, str], parts: Mapping[str, LinkList | Session]) -> FootLink:
    name = link_name(link.text, link.kind, link.url, titles.get(link.url, ""))
    return FootLink(link, name, _host_beside(link.url, name), parts.get(link.url))


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address of the directory was mentioned."""

    url: str
    name: str
    lang: str


@dataclass(frozen=True)
class Row:
    """An address of the directory of links; what a page shows of it is worked out when it is asked for."""

    entry: LinkEntry
    slugs: Mapping[str, str]
    """Of the conferences' pages, by the conferences' names."""

    @cached_property
    def id(self) -> str:
        """Its anchor on the page: eight letters that stand for the address, the same however it is written."""
        return f"l-{sha256(address_key(self.entry.url).encode()).hexdigest()[:8]}"

    @cached_property
    def name(self) -> str:
        """What it is called."""
        return entry_name(self.entry)

    @property
    def host(self) -> str:
        """Whose site it leads to, unless the name says so."""
        return _host_beside(self.entry.url, self.name)

    @property
    def note(self) -> str:
        """What is said of it."""
        return link_note(self.entry)

    @cached_property
    def conferences(self) -> str:
        """The slugs of the conferences at which it was mentioned, for the filter."""
        held = (mention.post.conference for mention in self.entry.mentions)
        names = dict.fromkeys(conference.name for conference in held if conference)
        return " ".join(dict.fromkeys(self.slugs.get(name, "") for name in names))

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it was mentioned: the first of these places."""
        return tuple(_place(mention, self.name) for mention in self.entry.mentions[:MENTIONS])

    @property
    def more(self) -> int:
        """How many more places there are."""
        return max(len(self.entry.mentions) - MENTIONS, 0)


def rows(entries: Iterable[LinkEntry], conferences: Mapping[str, str]) -> Iterator[Row]:
    """Yield the rows of a directory; `conferences` are the slugs of the conferences' pages by their names."""
    return (Row(entry, conferences) for entry in entries)


def _place(mention: Mention, name: str) -> Place:
    """Return a mention: the conference it was at, and the session or list, unless the link is called so."""
    conference = mention.post.conference
    whole = conference.label if conference else plain_title(mention.post)
    title = mention.session or mention.link_list
    says_more = title and title not in name and title != whole
    return Place(mention.url, f"{whole}, {title}" if says_more else whole, mention.post.lang)


def host(url: str) -> str:
    """Return whose site an address leads to: `example.org` of `https://www.example.org/a/page`."""
    return url.partition("//")[2].partition("/")[0].partition("?")[0].removeprefix("www.")


def _host_beside(url: str, name: str) -> str:
    """Return the host, or "" where the link's name has it."""
    site = host(url)
    return "" if site in name else site
