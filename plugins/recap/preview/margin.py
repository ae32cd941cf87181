"""What stands beside a page in the preview: findings, what was recognised, and the drafts there are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from recap.check import Found, Site, check, chosen
from recap.check.files import SUFFIXES, is_page, secure
from recap.check.post import Post, read_post
from recap.errors import RecapError
from recap.model import Recap, Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One remark on a post."""

    line: int
    """The line it is about, counted from 1."""
    kind: str
    """`finding`, or what was recognised: `talk`, `slides` ..."""
    text: str
    """What it says."""
    reason: str
    """Why, or what to do about it."""


class Shelf:
    """The posts, each read again only when its file changed."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[tuple[int, int], Post]] = {}

    def site(self, sources: Iterable[str]) -> Site:
        """Return the posts among the sources as the rules look at them."""
        posts = [self._post(source) for source in sorted(set(sources)) if Path(source).suffix.lower() in SUFFIXES]
        return Site(posts=tuple(filter(None, posts)), secure=_secure())

    def _post(self, source: str) -> Post | None:
        path = Path(source)
        try:
            found = path.stat()
            stamp = found.st_mtime_ns, found.st_size
            kept = self._kept.get(source)
            if kept is None or kept[0] != stamp:
                kept = self._kept[source] = stamp, read_post(path, page=is_page(path))
        except (OSError, RecapError):
            return None  # gone since it was built
        return kept[1]


def _secure() -> frozenset[str]:
    try:
        return secure()
    except RecapError:
        return frozenset()


def margin(site: Site, source: str | None, addresses: Mapping[str, str]) -> str:
    """Return the margin of the page that `source` became, None for one that is put together, as HTML."""
    post = next((post for post in site.posts if post.path == source), None)
    parts = [_notes(post, check(site, chosen((), ()))) if post else _TOGETHER, *_drafts(site, addresses)]
    return "\n".join(parts)


_TOGETHER = "<p>This page is put together from several posts: open one to see what was found in it.</p>"


def _notes(post: Post, found: Iterable[Found]) -> str:
    notes = sorted([*findings(post, found), *recognised(post.document.recap)], key=lambda note: note.line)
    anchors = sorted(_anchors(post.document.recap))
    said = "".join(_item(note, anchors) for note in notes) or "<li>Nothing was found in it.</li>"
    return f"<h2>{escape(post.path)}</h2>\n<ol>{said}</ol>"


def findings(post: Post, found: Iterable[Found]) -> Iterator[Note]:
    """Yield what `recap check` says of a post."""
    for each in found:
        finding = each.finding
        if finding.path == post.path:
            text = f"{each.rule.number} {finding.message}"
            yield Note(line=finding.line, kind="finding", text=text, reason=finding.hint)


def recognised(recap: Recap) -> Iterator[Note]:
    """Yield what a post was understood to say."""
    if recap.conference:
        yield Note(line=1, kind="conference", text=recap.conference.label, reason=recap.conference.reason)
    for session in recap.sessions:
        names = ", ".join(speaker.name for speaker in session.speakers)
        reasons = [session.reason, session.speakers_reason and f"the speakers from {session.speakers_reason}"]
        text = f"{session.title} - {names}" if names else session.title
        yield Note(line=session.line, kind=session.kind, text=text, reason="; ".join(filter(None, reasons)))
    for link in recap.links:
        yield Note(line=link.line, kind=link.kind, text=link.text or link.url, reason=link.reason)


def _anchors(recap: Recap) -> Iterator[tuple[int, str]]:
    """Yield lines that the page has an anchor for."""
    yield from ((session.line, session.id) for session in recap.sessions if session.id)
    yield from ((listing.line, listing.id) for listing in recap.link_lists)
    yield from _headings(recap.sections)


def _headings(sections: Iterable[Section]) -> Iterator[tuple[int, str]]:
    for section in sections:
        yield section.line, section.id
        yield from _headings(section.sections)


def _item(note: Note, anchors: Iterable[tuple[int, str]]) -> str:
    above = [anchor for line, anchor in anchors if line <= note.line]
    line = f'<a href="#{escape(above[-1] if above else "_main")}">{note.line}</a>'
    kind = "finding" if note.kind == "finding" else "recognised"
    said = f"<b>{escape(note.kind)}</b> {escape(note.text)} <i>{escape(note.reason)}</i>"
    return f'<li class="{kind}">{line} {said}</li>'


def _drafts(site: Site, addresses: Mapping[str, str]) -> Iterator[str]:
    drafts = {post.path: post.document.recap.title for post in site.posts if post.is_draft}
    items = [
        f'<li><a href="{escape(quote("/" + file.removesuffix("index.html")))}">{escape(drafts[source])}</a></li>'
        for file, source in addresses.items()
        if source in drafts
    ]
    if items:
        yield f"<h2>Drafts</h2>\n<ul>{''.join(items)}</ul>"
