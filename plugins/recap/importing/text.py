"""Finds in a post's text what other generators would have replaced, and leaves code alone."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from recap.errors import Problem
from recap.importing.lines import in_place_of, line_at
from recap.importing.place import Place, here, leads_outside

CODE = (
    r"(?P<fence>^[ \t>]*(?P<mark>`{3,}|~{3,})[^\n`]*\n(?:.*?^[ \t>]*(?P=mark)[`~]*[ \t]*$|.*\Z))",
    r"(?P<span>(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).){1,1000}?(?<!`)(?P=ticks)(?!`))",
    r"(?P<note><!--.*?-->)",
)
RAW = r"\{%-?\s*raw\s*-?%\}(?P<raw>.*?)\{%-?\s*endraw\s*-?%\}"
_BLOCKS = (
    RAW,
    r"\{::comment\s*\}(?P<remark>.*?)\{:/(?:comment)?\s*\}",
    r"\{::nomarkdown[^}]*\}(?P<plain>.*?)\{:/(?:nomarkdown)?\s*\}",
    r"(?P<kramdown>\{::[^}\n]*\})",
    r"\{%-?\s*comment\s*-?%\}(?P<comment>.*?)\{%-?\s*endcomment\s*-?%\}",
    r"\{%-?\s*(?:highlight|codeblock)\b(?P<lang>[^%]*?)-?%\}(?P<code>.*?)\{%-?\s*end(?:highlight|codeblock)\s*-?%\}",
    r"\{\{[<%]\s*highlight\b(?P<hlang>[^>%]*?)[>%]\}\}(?P<hcode>.*?)\{\{[<%]\s*/\s*highlight\s*[>%]\}\}",
    r"\{\{[<%]\s*rawhtml\s*[>%]\}\}(?P<html>.*?)\{\{[<%]\s*/\s*rawhtml\s*[>%]\}\}",
    r"(?P<quoted>\{\{[<%]/\*.*?\*/[>%]\}\})",
)
_TEMPLATES = (
    r"\{%-?\s*(?P<tag>[\w.-]+)\s*(?P<given>(?:[^%]|%(?!\})){0,1000}?)\s*-?%\}",
    r"\{\{[<%]\s*(?P<shortcode>/?[\w./-]+)\s*(?P<values>.{0,2000}?)\s*/?\s*[>%]\}\}",
    r"\{\{-?(?![<%])[ \t]*(?P<output>[^{}\n]{1,300}?)[ \t]*-?\}\}",
    r"!?\[\[(?P<wiki>(?!\s)[^\[\]\n]{1,300})\]\](?![(\[])",
    r"(?P<toc>^[ \t]*(?:[-*+]|1\.)[ \t]+\S[^\n]*\n[ \t]*\{:\s*toc\s*\}[ \t]*$)",
)
_LINKS = (
    r"(?<=\])\(\s*(?P<inline><[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)",
    r"^[ ]{0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(?P<definition>[^\s<>]+)",
    r"""\b(?:src|href|poster)\s*=\s*["'](?P<attribute>[^"'<>\n]*)["']""",
)

_FLAGS = re.M | re.S
_IN_TEMPLATES = re.compile("|".join((*CODE, *_BLOCKS, *_TEMPLATES)), _FLAGS)
_IN_LINKS = re.compile("|".join((*CODE, *_BLOCKS, *_TEMPLATES[:2], *_LINKS)), _FLAGS)
_RAW = re.compile(RAW, _FLAGS)
_QUOTED = re.compile(r"(\{\{[<%])/\*(.*?)\*/([>%]\}\})", re.S)

Handler = Callable[[re.Match[str], Place], str | None]
"""Returns what stands in the place of a match; None for what it does not know, which stays."""


@dataclass(frozen=True, slots=True)
class Left:
    """Something that stays as it was written, because nobody here knows what it means."""

    line: int
    """The line of the text, counted from 0."""
    text: str


def replaced(text: str, place: Place, handlers: Mapping[str, Handler]) -> tuple[str, list[Left]]:
    """Return the text with templates replaced; a handler has the name of the group that matched."""
    left: list[Left] = []

    def one(match: re.Match[str]) -> str:
        kind = next(name for name in _KINDS if match[name] is not None)
        done = handlers[kind](match, place) if kind in handlers else match[0]
        if done is None:
            left.append(Left(line_at(text, match.start()), " ".join(match[0].split())))
            return match[0]
        return in_place_of(done, match[0])

    return _IN_TEMPLATES.sub(one, text), left


_KINDS = [
    name for name in _IN_TEMPLATES.groupindex if name not in ("mark", "ticks", "lang", "hlang", "given", "values")
]


def linked(text: str, place: Place) -> tuple[str, list[Left]]:
    """Return the text with links to posts and files of the old site as Pelican writes them."""
    left: list[Left] = []

    def one(match: re.Match[str]) -> str:
        name = next((name for name in ("inline", "definition", "attribute") if match[name]), "")
        address = match[name].strip("<>") if name else ""
        if not address or leads_outside(address):
            return match[0]
        found = here(address, place)
        if found is None:
            left.append(Left(line_at(text, match.start(name)), address))
            return match[0]
        start, end = match.span(name)
        return f"{match[0][: start - match.start()]}{found}{match[0][end - match.start() :]}"

    return _IN_LINKS.sub(one, text), left


# What blocks become


def fenced(match: re.Match[str], _place: Place) -> str:
    """Return code between tags as a fence that is longer than any within."""
    code = match["code"] if match["code"] is not None else match["hcode"]
    words = ((match["lang"] or match["hlang"] or "").strip().split() or [""])[0].strip("\"'")
    fence = fence_of(code)
    before = "" if code.startswith("\n") else "\n"
    after = "" if re.search(r"\n[ \t]*$", code) else "\n"
    lang = words if re.fullmatch(r"[\w+#.-]*", words) and ":" not in words else ""
    return f"{fence}{lang}{before}{code}{after}{fence}"


def fence_of(code: str) -> str:
    """Return a fence longer than any in the code."""
    return "`" * (max((len(run) for run in re.findall(r"`{3,}", code)), default=2) + 1)


def unwrapped(match: re.Match[str], _place: Place) -> str:
    """Return code as readers saw it: without the marks that kept templates from reading it."""
    return _QUOTED.sub(r"\1\2\3", _RAW.sub(lambda raw: raw["raw"], match[0]))


def problems(left: list[Left], path: str, line: int, message: str, hint: str) -> Iterator[Problem]:
    """Yield a problem for each thing that stays; `line` is the file's line that the text begins with."""
    for each in left:
        yield Problem(path=path, line=line + each.line, message=message.format(each.text), hint=hint)
