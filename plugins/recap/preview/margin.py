"""What stands beside a page in the preview: findings, what was recognised, and the drafts there are."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from urllib.parse import quote

from recap.check import Found, Rule, Site, UnknownRule, check, chosen
from recap.check.files import LEDGER, is_page, secure
from recap.check.post import Post, read_post
from recap.errors import RecapError
from recap.files import SUFFIXES
from recap.model import Recap, Section
from recap.site.settings.configured import Configured, configured

_MARKUP = re.compile(r"\]\([^)]*\)|\]\[[^\]]*\]|[\[\]<>`*]|\{:[^}]*\}|&\w+;|https?://\S+")
_LETTERS = 60
"""How many letters of a line are enough to find it on the page."""


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
    at: str = ""
    """The anchor of what it is about, where that has one."""
    url: str = ""
    """The link that it is about."""


class Posts:
    """The posts, each read again only when its file changed."""

    def __init__(self, conf: Path | None = None) -> None:
        """Take from the settings file `conf`, else pelicanconf.py, how posts are read and which rules run."""
        self._kept: dict[str, tuple[tuple[int, int], Post]] = {}
        self._conf, self._known = conf, Configured()

    def site(self, sources: Iterable[str]) -> Site:
        """Return the posts among the sources as the rules look at them."""
        with suppress(RecapError):  # the last settings that could be read
            self._known = configured(self._conf)
        posts = [self._post(source) for source in sorted(set(sources)) if Path(source).suffix.lower() in SUFFIXES]
        self._known.posts.close()  # the next request reads the settings again, and may come from another thread
        return Site(posts=tuple(filter(None, posts)), secure=_secure(self._known), rules=_rules(self._known))

    def _post(self, source: str) -> Post | None:
        path = Path(source)
        options = self._known.reading
        try:
            found = path.stat()
            stamp = found.st_mtime_ns, found.st_size
            kept = self._kept.get(source)
            if kept is None or kept[0] != stamp or kept[1].options != options:
                post = read_post(path, page=is_page(path), options=options, kept=self._known.posts)
                post.document  # noqa: B018  (now, before it changes again)
                kept = self._kept[source] = stamp, post
        except (OSError, RecapError):
            return None  # gone since it was built
        return kept[1]


def _secure(known: Configured) -> frozenset[str]:
    try:
        return secure(known.base / LEDGER)
    except RecapError:
        return frozenset()


def _rules(known: Configured) -> tuple[Rule, ...]:
    try:
        return chosen(known.recap.check.select, known.recap.check.ignore)
    except UnknownRule:
        return chosen()


def margin(site: Site, source: str | None, addresses: Mapping[str, str]) -> str:
    """Return the margin of the page that `source` became, None for one that is put together, as HTML.

    The script in the page stands each note beside what it is about: the element of the anchor `data-at`, or, below
    that of `data-under`, the part of the text with the letters `data-words`, and in it the link to `data-url`.
    """
    post = next((post for post in site.posts if post.path == source), None)
    parts = [
        *_drafts(site, addresses),
        _notes(post, check(replace(site, only=post), site.rules or chosen())) if post else _TOGETHER,
    ]
    return "\n".join(parts)


_TOGETHER = "<p>This page is put together from several posts: open one to see what was found in it.</p>"


def _notes(post: Post, found: Iterable[Found]) -> str:
    notes = sorted([*findings(post, found), *recognised(post.document.recap)], key=lambda note: note.line)
    anchors = sorted(_anchors(post.document.recap))
    said = "".join(_item(note, anchors, post) for note in notes) or "<li>Nothing was found in it.</li>"
    return f'<h2>{escape(post.path)}</h2>\n<ol data-body="{post.front.body_line}">{said}</ol>'


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
        reason = "; ".join(filter(None, reasons))
        yield Note(line=session.line, kind=session.kind, text=text, reason=reason, at=session.id)
    for link in recap.links:
        yield Note(line=link.line, kind=link.kind, text=link.text or link.url, reason=link.reason, url=link.url)


def _anchors(recap: Recap) -> Iterator[tuple[int, str]]:
    """Yield lines that the page has an anchor for."""
    yield from ((session.line, session.id) for session in recap.sessions if session.id)
    yield from ((listing.line, listing.id) for listing in recap.link_lists)
    yield from _headings(recap.sections)


def _headings(sections: Iterable[Section]) -> Iterator[tuple[int, str]]:
    for section in sections:
        yield section.line, section.id
        yield from _headings(section.sections)


def _item(note: Note, anchors: Iterable[tuple[int, str]], post: Post) -> str:
    above = [anchor for line, anchor in anchors if line <= note.line]
    under = above[-1] if above else ""
    kind = "finding" if note.kind == "finding" else "recognised link" if note.url else "recognised"
    data = {
        "line": str(note.line),
        "at": note.at,
        "under": note.at or under,
        "words": _words(post, note.line),
        "url": note.url,
    }
    attributes = "".join(f' data-{key}="{escape(value)}"' for key, value in data.items() if value)
    line = f'<a href="#{escape(under or "_main")}">{note.line}</a>'
    said = f"<b>{escape(note.kind)}</b> <span>{escape(note.text)}</span> <i>{escape(note.reason)}</i>"
    return f'<li class="{kind}"{attributes}>{line} {said}</li>'


def _words(post: Post, line: int) -> str:
    """Return the longest run of words of a line that the page shows as it is written, its letters alone."""
    written = post.lines[line - 1] if line <= len(post.lines) else ""
    runs = ("".join(filter(str.isalnum, run)).lower() for run in _MARKUP.split(written))
    return max(runs, key=len)[:_LETTERS]


def _drafts(site: Site, addresses: Mapping[str, str]) -> Iterator[str]:
    drafts = {post.path: post.document.recap.title for post in site.posts if post.is_draft}
    items = [
        f'<li><a href="{escape(quote("/" + file.removesuffix("index.html")))}">{escape(drafts[source])}</a></li>'
        for file, source in addresses.items()
        if source in drafts
    ]
    if items:
        yield (
            f'<details class="drafts"><summary>Drafts: {len(items)}</summary><ul>{"".join(items)}</ul></details>'
        )
