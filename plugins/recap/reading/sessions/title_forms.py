"""The ways in which a title line names its speakers: "Title - X", "X: Title", "Title by X" ..."""

import re
from functools import lru_cache
from typing import NamedTuple

from recap.reading.names import MAYBE, NO, SURE
from recap.reading.people import NOBODY, People, opens_name, people
from recap.reading.sessions.blocks import Line
from recap.reading.sessions.labels import SPLIT, cuts_of, tail_of, unquoted, without_head, without_tail
from recap.reading.sessions.materials import links_of
from recap.reading.sessions.words import SessionWords, session_words


class Reading(NamedTuple):
    """One way to read a title line."""

    how: str
    """Where the people stand; a key of HOW."""
    title: str
    people: People
    word: str = ""
    """The word that parts them, as written, where one does: "by", "von"."""

    @property
    def reason(self) -> str:
        """Where the people stand, in the author's words."""
        return f'the words after "{self.word}"' if self.word else HOW[self.how]


HOW = {
    "last": 'the words after " - "',
    "first": 'the words before " - "',
    "first-company": 'the words before the first " - "',
    "middle": 'the words before the last " - "',
    "by": 'the words after "by"',
    "by-perhaps": 'the words after "with"',
    "parens": "the name in parentheses",
    "linked": "the linked name beside the title",
    "colon-first": "the words before the colon",
    "colon-last": "the words after the colon",
    "comma": "the words after the comma",
    "quoted": "the words beside the quoted title",
    "told": "the name that begins the sentence",
    "styled": "the name set off from the title",
    "newline": "the name on the line beside the title",
}
"""Reading -> what it goes by, in the author's words; in the order in which equals are preferred."""

FORMS = {
    "last": "Title - Speaker",
    "first": "Speaker - Title",
    "first-company": "Speaker - Company - Title",
    "middle": "Title - Speaker - Company",
    "by": "Title by Speaker",
    "by-perhaps": "Title with Speaker",
    "parens": "Title (Speaker)",
    "linked": "Title, [Speaker]",
    "colon-first": "Speaker: Title",
    "colon-last": "Title: Speaker",
    "comma": "Title, Speaker",
    "quoted": '"Title" Speaker',
    "told": "Speaker talked about Title",
    "styled": "Speaker *Title*",
    "newline": "Speaker / Title",
}
"""Reading -> how such a line is written."""


_QUOTE = re.compile(r"[“\"«»„「『《”」』》]|\s['‘].+['’]$")
_QUOTED = re.compile(r"[“\"«»„「『《].+[”\"»«“」』》]")
_QUOTED_FIRST = re.compile(r"[“\"«»„「『《](.{4,}?)[”\"»«“」』》]\s*[-–—,:]?\s*(.{3,80})")
_QUOTED_LAST = re.compile(
    r"(.{3,60}?)\s*[-–—,:：]?\s*(?:[“\"«»„「『《]|(?<=\s)['‘])(.{4,}|[\u3040-\u9fff]{2,3})[”\"»«“」』》'’]"
)
_LABELLED_QUOTE = re.compile(r"[^“\"«»„”:：]{2,30}[:：]\s*[“\"«»„](?P<title>[^“\"«»„”]{4,})[”\"»«“]")
"""A room, or whatever else stands there, before a title in quotation marks."""
_UNCLOSED = re.compile(r"[(（][^)）]*$")
_COLON = re.compile(r"\s?[:：]\s+|：")
_OPENS_WITH_NAME = re.compile(r"\s*[^\W\d_a-z]\S*\s[^\W\d_a-z]")
_STOP = re.compile(r"(?<=\w{2})[.;!?](?=\s|$)")


def readings_of(line: Line, text: str) -> list[Reading]:
    """Return all ways to read a line, of which `text` is what is left without label, time and rating."""
    words, folded = session_words(), " ".join(text.split())
    return [
        *_dashed(folded),
        *_by(folded, words, _set_off_first(line)),
        *_enclosed(folded),
        *_colons(folded),
        *_linked(line),
        *_styled(line),
        *_told(folded, words),
        *_newline(text),
    ]


def reading(how: str, title: str, found: People, word: str = "") -> list[Reading]:
    """Return a reading, where it names somebody and its title is none."""
    if found is NOBODY:
        return []
    title = unquoted(title)
    if people(title).sure == SURE:
        return []  # several names, or a name and a company
    if _UNCLOSED.search(title):
        return []  # the cut lies within brackets
    labelled = _LABELLED_QUOTE.fullmatch(title)
    return [Reading(how, labelled["title"] if labelled else title, found, word)]


def _dashed(text: str) -> list[Reading]:
    cuts = cuts_of(text)
    if not cuts:
        asked = re.fullmatch(r"(.{8,}[?!…])\s+(.{5,50})", text)
        who = people(asked[2]) if asked else NOBODY
        return reading("last", asked[1], who) if asked and who.sure == SURE else []
    words = session_words()
    first, rest = text[: cuts[0].start()], text[cuts[0].end() :]
    last, before = _named(text[cuts[-1].end() :], words), text[: cuts[-1].start()]
    found = reading("last", before, people(last)) + reading("first", rest, people(first))
    if len(cuts) >= 2:
        found += reading("first-company", text[cuts[1].end() :], people(first))
        found += reading(
            "middle", text[: cuts[-2].start()], people(_named(text[cuts[-2].end() : cuts[-1].start()], words))
        )
    comma = before + " - " + last
    return found + (
        reading("comma", comma[: comma.rfind(",")], people(last.split(",")[-1])) if "," in last else []
    )


def _named(text: str, words: SessionWords) -> str:
    """Drop a "by" in front of a name."""
    match = words.by.match(text.strip()) or words.speaker_labels.match(text.strip())
    after = text.strip()[match.end() :].lstrip(" :：") if match else ""
    return after if match and not opens_name(match.group(), after) else text


def _set_off_first(line: Line) -> str:
    """Return the words that open a line and are bold, in italics or a link; or ""."""
    first = line.runs[0] if len(line.runs) > 1 else None
    return first.text.strip() if first and (first.bold or first.em or first.url) else ""


def _by(text: str, words: SessionWords, set_off: str) -> list[Reading]:
    """Read "Title by X"; where the title is set off, what stands behind "with" need not be a name for sure."""
    found: list[Reading] = []
    for how, pattern, least in (("by", words.by, MAYBE), ("by-perhaps", words.by_perhaps, SURE)):
        for match in pattern.finditer(text):  # the first: "Title von Karl von der Heide"
            after = _until_aside(text[match.end() :].lstrip(" :"))
            who = NOBODY if opens_name(match.group(), after) else people(after)
            title = text[: match.start()].strip()
            if who.sure == MAYBE and how == "by" and _QUOTED.fullmatch(title):
                who = People(who.names, SURE)  # nothing but a name stands behind `"Caches" by`
            if title and who.sure >= (MAYBE if set_off and set_off.endswith(title) else least):
                found += reading(how, title, who, match.group())
                break
    return found


def _until_aside(text: str) -> str:
    """Return the words up to a dash, bar or parenthesis that does not belong to the names."""
    return SPLIT.split(text, maxsplit=1)[0]


def _enclosed(text: str) -> list[Reading]:
    found: list[Reading] = []
    match = tail_of(text)
    if match and match.start():
        inside = _named(match["inside"], session_words())
        who = people(inside)
        if who.sure and _COLON.search(match["inside"]) and inside != match["inside"]:
            who = People(who.names, SURE)  # "(Speaker: X)"
        found += reading("parens", text[: match.start()], who)
    if not _QUOTE.search(text):
        return found
    quoted = _QUOTED_FIRST.fullmatch(text)
    if quoted:
        found += reading("quoted", quoted[1], people(_named(quoted[2], session_words())))
    quoted = _QUOTED_LAST.fullmatch(text)
    return found + (reading("quoted", quoted[2], people(quoted[1])) if quoted else [])


def _colons(text: str) -> list[Reading]:
    found: list[Reading] = []
    cut = _COLON.search(text)
    if cut:
        found += reading("colon-first", text[cut.end() :], people(text[: cut.start()]))
        tail = _COLON.split(text)[-1]
        found += reading("colon-last", text[: len(text) - len(tail)], people(tail))
    parts = text.split(", ")
    for at in range(1, len(parts)):
        who = people(", ".join(parts[at:]))
        if who.sure == SURE:
            return found + reading("comma", ", ".join(parts[:at]), who)
    return found


def _linked(line: Line) -> list[Reading]:
    """Read a line whose linked words are names: the rest of it is the title."""
    links = links_of(line.runs)
    named = [(at, end, who) for at, end, text in links if (who := people(text)).sure > NO]
    if not named or len(named) == len(links) == len(line.runs):
        return []
    raw = "".join(run.text for run in line.runs)
    first, last = named[0], named[-1]
    before, after = raw[: first[0]].strip(), raw[last[1] :].strip()
    names = people(raw[first[0] : last[1]])
    who = (
        names
        if names.sure
        else People(tuple(n for _, _, w in named for n in w.names), min(w.sure for _, _, w in named))
    )
    if before.strip(" -–—|:,*_"):
        title = _cut_by(before)
    else:
        title = after.lstrip(" -–—|:,")
        if title == after:  # the name and what follows are one sentence
            return []
    title = without_head(" ".join(title.split()), session_words())[0]
    return reading("linked", without_tail(title, session_words())[0], who)


def _cut_by(before: str) -> str:
    words = session_words()
    for match in reversed(list(words.by.finditer(before))):
        if not before[match.end() :].strip(" :"):
            return before[: match.start()]
    return before


def _styled(line: Line) -> list[Reading]:
    """Read `<b>Speaker</b> ... <em>Title</em>`, or `Title <b>Speaker</b>`: the name is set off from the title."""
    runs = [run for run in line.runs if run.text.strip()]
    if len(runs) < 2:
        return []
    last = runs[-1]
    set_off = (last.bold or last.em) and not (last.url or runs[0].bold or runs[0].em)
    if set_off and not people(runs[0].text).sure:
        who = people(last.text)
        before = " ".join("".join(run.text for run in runs[:-1]).split())
        return reading("styled", before, who) if who.sure == SURE else []
    if not (runs[0].bold or runs[0].url):
        return []
    titles = [at for at, run in enumerate(runs) if at and (run.em or (run.bold and not runs[0].bold))]
    if len(titles) != 1 or len(runs[titles[0]].text.split()) < 2:
        return []
    between = " ".join(run.text for run in runs[1 : titles[0]] if not run.url)
    if re.search(r"\w", re.sub(r"\w+\s*:", "", between)):  # a sentence
        return []
    return reading("styled", " ".join(runs[titles[0]].text.split()), people(runs[0].text))


def tells(text: str) -> int:
    """Return where the first sentence ends if it begins with its speaker ("Jane Doe talked about ..."), else 0."""
    if not _OPENS_WITH_NAME.match(text):
        return 0
    stop = _STOP.search(text)
    end = stop.start() if stop else len(text)
    return end if _told(" ".join(text[:end].split()), session_words()) else 0


@lru_cache(maxsize=1)
def _telling(words: SessionWords) -> re.Pattern[str]:
    capital, about = r"[^\W\d_a-z]\S*", rf"(?:{words.about.pattern})"
    return re.compile(
        rf"((?:{capital}\s+){{1,3}}{capital}?)(?:\s+(?:from|of|di|de|von)\s+\S+)?,?\s+"
        rf"(?:(?:{words.verbs.pattern})\s+(?:{about}\s+)?|(?:on|about|über|sur|sobre)\s+)([^.;]{{6,}})"
        rf"|((?:{capital}\s+){{1,2}}{capital}?)['’]s?\s+(?:{words.session_nouns.pattern})\s+{about}\s+([^.;]{{6,}})"
    )


def _told(text: str, words: SessionWords) -> list[Reading]:
    """Read a sentence that begins with its speaker: "Jane Doe talked about testing in the large"."""
    match = _telling(words).match(text)
    who = people(match[1] or match[3]) if match else NOBODY
    if not match or not who.sure:
        return []
    topic = re.split(r",\s|\s(?:e|et|and|und|y)\s(?=\w+\s+(?:ha|a|hat)\b)|[.;:]\s", match[2] or match[4])[0]
    if match[4] or len(topic.split()) > 16:
        topic = re.split(r"\s(?:was|is|were|and|und|et|that|which|because|so)\s", topic)[0]
    return reading("told", topic, who) if len(topic.split()) <= 16 else []


def _newline(text: str) -> list[Reading]:
    """Read a line that the source breaks between name and title."""
    head, cut, tail = text.partition("\n")
    if not cut:
        return []
    first = people(head)
    if first.sure:
        return reading("newline", " ".join(tail.split()), first)
    last = people(_until_aside(_named(" ".join(tail.split()), session_words())))
    return reading("newline", head, last) if len(head.split()) > 1 else []
