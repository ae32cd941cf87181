"""All links, one row for each mention: links.csv for spreadsheets, bookmarks.html for browsers."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from functools import partial
from html import escape

from recap.exports.site import File, Listing, Site, plain_title, whole
from recap.index import Mention, Post, mentions
from recap.model import Link

COLUMNS = ("url", "kind", "text", "note", "recap", "conference", "year", "session", "link_list", "place")
"""The columns of links.csv; `place` is the address of the part of the recap that has the link."""

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
"""What a spreadsheet would run, or what already looks guarded against that."""


def links_csv(site: Site) -> Iterator[File]:
    """Yield all links as CSV (RFC 4180): the newest recap's first, in the order of its text."""
    yield File(text=Listing(head=_csv([COLUMNS]), posts=site.index.posts, piece=partial(_rows, site)))


def _rows(site: Site, post: Post) -> str:
    return _csv(map(guard, _row(site, mention)) for mention in mentions(post))


def _csv(rows: Iterable[Iterable[str]]) -> str:
    table = io.StringIO(newline="")
    csv.writer(table).writerows(rows)
    return table.getvalue()


def _row(site: Site, mention: Mention) -> tuple[str, ...]:
    link, post, conference = mention.link, mention.post, mention.post.conference
    return (
        link.url,
        link.kind,
        link.text,
        link.note,
        plain_title(post),
        conference.name if conference else "",
        str(conference.year or "") if conference else "",
        mention.session,
        mention.link_list,
        site.address(mention.url),
    )


def guard(cell: str) -> str:
    """Return the cell so that no spreadsheet runs it: an apostrophe goes before `=`, `+`, `-`, `@`."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


_HEAD = """\
<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>{title}</TITLE>
<H1>{title}</H1>
<DL><p>
"""
_FOOT = "</DL><p>\n"


def bookmarks(site: Site) -> Iterator[File]:
    """Yield all links as the bookmarks file that every browser imports: a folder for each recap, newest first."""
    head = _HEAD.format(title=escape(site.title))
    yield File(text=Listing(head=head, posts=site.index.posts, piece=_folder, foot=_FOOT))


def _folder(post: Post) -> str:
    if not post.links:
        return ""
    added = int(post.date.timestamp())
    sessions = {link.url: session.title for session in post.sessions for link in session.links}
    items = "".join(_bookmark(link, sessions.get(link.url, ""), added) for link in post.links)
    head = f'    <DT><H3 ADD_DATE="{added}">{escape(plain_title(post))}</H3>\n    <DL><p>\n'
    return f"{head}{items}    </DL><p>\n"


def _bookmark(link: Link, session: str, added: int) -> str:
    """Return one bookmark; among thousands of others, "slides" alone would say nothing."""
    name = ": ".join(filter(None, (session, link.text))) or link.url
    note = f"        <DD>{escape(link.note)}\n" if link.note else ""
    attributes = f'HREF="{escape(whole(link.url))}" ADD_DATE="{added}" TAGS="{escape(link.kind)}"'
    return f"        <DT><A {attributes}>{escape(name)}</A>\n{note}"
