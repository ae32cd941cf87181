"""A recap's body as its page shows it: programme entries at the sessions' heads, an outline without gaps.

`article.content` itself stays as it is, for feeds and for other people's themes: this is a filter of the theme,
from HTML to HTML. It goes over the text once and builds no tree, as every page of the site passes through it.
"""

import re
from collections.abc import Callable
from html import escape, unescape

from recap.exports.vague import folded, vague_words
from recap.model import Recap, Session
from recap.site.templating.link_rows import host
from recap.words import LINK_WORDS

Head = Callable[[Session, str], str]
"""The theme's macro that is handed a session and its heading, and returns the session's head."""
Mark = Callable[[Session, str], str]
"""The theme's macro for the small label before a session without a heading; it is handed how that begins, too."""
Note = Callable[[str], str]
"""The theme's macro that says what a link of a kind leads to, in the margin beside it."""

MATERIALS = frozenset({"slides", "video", "audio", "paper", "abstract"})
"""What every session may have one of: their links are called alike on a page."""

BEGINNING = 200
"""So many letters of a session's HTML tell whether the author says what it is."""

_ATTRIBUTES = r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+"""
_PARTS = re.compile(
    r"<(?:(?P<skip>!--.*?-->|(?P<raw>script|style|textarea)\b.*?</(?P=raw)\s*>)"
    rf"|h(?P<heading>[1-6])\b(?P<given>{_ATTRIBUTES})>(?P<words>.*?)</h(?P=heading)\s*>"
    rf"|a\b(?P<link>(?=[^>]*\bclass=\"(?:[^\"]* )?link ){_ATTRIBUTES})>(?P<text>.*?)</a>"
    rf"|(?P<part>section|li|p)\b(?=[^>]*\bclass=\"[^\"]*\bsession\b){_ATTRIBUTES}>"
    rf"|tr\b(?P<row>(?=[^>]*\bclass=\"[^\"]*\bsession\b){_ATTRIBUTES})>(?P<cells>.*?)</tr\s*>"
    rf"|(?P<wide>pre)\b{_ATTRIBUTES}>"
    rf"|(?P<frame>iframe)\b(?![^>]*\btitle=){_ATTRIBUTES}>"
    rf"|(?P<table>/?table)\b{_ATTRIBUTES}>)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""\b(id|class|href|src|tabindex)=(?:"([^"]*)"|'([^']*)')""")
_CELL = re.compile(
    rf"<td\b(?P<given>(?![^>]*\bclass=){_ATTRIBUTES})>(?P<words>.*?)</td\s*>", re.DOTALL | re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>")


def session_heads(html: str, recap: Recap | None, head: Head, mark: Mark, note: Note) -> str:
    """Return the body with a programme entry for each session, headings of levels 2 and deeper that skip none.

    The words of the author stay; links such as "here" and "slides" say, unseen, of what, and so do players without
    a title. Every link has its note for the margin, which those who hear the page are spared. Code and tables can
    be scrolled with the keyboard. The heading that is the recap's title is the first.
    """
    return _PARTS.sub(_Body(recap, head, mark, note).part, html)


class _Body:
    """What is known of a body on the way through it."""

    def __init__(self, recap: Recap | None, head: Head, mark: Mark, note: Note) -> None:
        self._sessions = {session.id: session for session in recap.sessions if session.id} if recap else {}
        self._of_link = {link.url: session for session in self._sessions.values() for link in session.links}
        self._head, self._mark = head, mark
        self._note = note
        self._notes: dict[str, str] = {}
        """Kind of link -> its note, the same for all of a kind."""
        self._above: list[int] = []
        """Levels of the headings, as written, under which the text stands."""
        self._entered: Session | None = None
        """The session whose section has just begun."""
        self._tables = 0
        """How many tables the text stands in: they have no margin."""

    def part(self, found: re.Match[str]) -> str:
        """Return what the page shows in place of one part."""
        shown = _SHOWN.get(found.lastgroup or "")
        return shown(self, found) if shown else found[0]

    def heading(self, found: re.Match[str]) -> str:
        attributes, words = found["given"], found["words"]
        classes = _attribute(attributes, "class")
        level = self._level(int(found["heading"]), "recap-title" in classes)
        html = f"<h{level}{attributes}>{words}</h{level}>"
        session, self._entered = self._entered, None
        return self._head(session, html) if session and "session-title" in classes else html

    def _level(self, written: int, is_title: bool) -> int:
        """Return the level shown: one deeper than the heading above it, whatever steps the author took."""
        if is_title:
            return 1
        while self._above and self._above[-1] >= written:
            self._above.pop()
        self._above.append(written)
        return min(1 + len(self._above), 6)

    def session(self, found: re.Match[str]) -> str:
        session = self._sessions.get(unescape(_attribute(found[0], "id")))
        if session is None:
            return found[0]
        name = f'<data class="p-name" value="{escape(session.title)}"></data>'
        begun = _event(found[0]) + name
        if found["part"].lower() == "section":
            self._entered = session
            return begun
        return begun + self._mark(session, found.string[found.end() : found.end() + BEGINNING])

    def row(self, found: re.Match[str]) -> str:
        """Return a session's row of a table; the cell of its title is known, for telephones to set it apart."""
        session = self._sessions.get(unescape(_attribute(found["row"], "id")))
        if session is None:
            return f"<tr{found['row']}>{_PARTS.sub(self.part, found['cells'])}</tr>"
        title = _letters(session.title)
        said = [_letters(unescape(_TAG.sub("", cell["words"]))) for cell in _CELL.finditer(found["cells"])]
        holding = [words for words in said if title in words]
        which = title if title in holding else next(iter(holding), "")  # "Workshop: profiling" names "profiling"

        def titled(cell: re.Match[str]) -> str:
            is_title = which and _letters(unescape(_TAG.sub("", cell["words"]))) == which
            return cell[0].replace("<td", '<td class="title p-name"', 1) if is_title else cell[0]

        cells = _CELL.sub(titled, found["cells"])
        return f"<tr{_event(found['row'])}>{_PARTS.sub(self.part, cells)}</tr>"

    def link(self, found: re.Match[str]) -> str:
        given, text = found["link"], found["text"]
        attributes = _attributes(given)
        url, kinds = unescape(attributes.get("href", "")), attributes.get("class", "").split()
        of = self._of(url, _words(text), kinds)
        said = f'<span class="unseen">, {escape(of)}</span>' if of else ""
        kind = next((kind for kind in kinds if kind in LINK_WORDS), "")
        note = self._beside(kind, url) if kind and not self._tables else ""
        return f"<a{given}>{note}{text}{said}</a>"

    def _beside(self, kind: str, url: str) -> str:
        if kind not in self._notes:
            self._notes[kind] = self._note(kind)
        return f'<span class="margin-note" aria-hidden="true">{self._notes[kind]} {escape(host(url))}</span>'

    def _of(self, url: str, words: str, kinds: list[str]) -> str:
        """Return what a link that says too little by itself belongs to, else ""."""
        vague = words in vague_words("pointing", "sorts")
        session = self._of_link.get(url)
        if session and (vague or (MATERIALS.intersection(kinds) and words.count(" ") < 3)):
            return "" if words in session.title.casefold() or session.title.casefold() in words else session.title
        return host(url) if vague else ""

    def wide(self, found: re.Match[str]) -> str:
        return found[0] if _attribute(found[0], "tabindex") else f'{found[0][:-1]} tabindex="0">'

    def frame(self, found: re.Match[str]) -> str:
        url = unescape(_attribute(found[0], "src"))
        session = self._of_link.get(url)
        name = session.title if session else (host(url) or url)
        return f'{found[0][:-1]} title="{escape(name)}">'

    def table(self, found: re.Match[str]) -> str:
        ends = found["table"].startswith("/")
        self._tables += -1 if ends else 1
        return f"{found[0]}</div>" if ends else f'<div class="wide" tabindex="0">{found[0]}'


_SHOWN: dict[str, Callable[[_Body, re.Match[str]], str]] = {
    "words": _Body.heading,
    "part": _Body.session,
    "cells": _Body.row,
    "text": _Body.link,
    "wide": _Body.wide,
    "frame": _Body.frame,
    "table": _Body.table,
}
"""Last group of each alternative in _PARTS -> what becomes of it."""


def says_itself(html: str, word: str) -> bool:
    """Whether the author's own text begins with a word as a label: `Workshop: ...`, `[Workshop] ...`."""
    text = unescape(_TAG.sub("", html.rpartition("<")[0] if html.rfind("<") > html.rfind(">") else html))
    return bool(re.match(rf"[^\w]*{re.escape(word)}(?:\s+\w{{1,3}})?\s*[^\w\s'’]", text, re.IGNORECASE))


def _attribute(tag: str, name: str) -> str:
    return _attributes(tag).get(name, "")


def _attributes(tag: str) -> dict[str, str]:
    """Return the attributes that matter here; of one that is written twice the first counts, as for browsers."""
    return {key: value or other for key, value, other in reversed(_ATTRIBUTE.findall(tag))}


def _event(tag: str) -> str:
    """Return the tag of a session, or its attributes, so that programs know it for an event, too."""
    return tag.replace(' class="', ' class="h-event ', 1)


def _letters(text: str) -> str:
    """Return what stays of a text whatever typography made of it."""
    return "".join(filter(str.isalnum, text)).casefold()


def _words(html: str) -> str:
    """Return what a link says, without case, punctuation at its ends and doubled space."""
    return folded(unescape(_TAG.sub("", html)))
