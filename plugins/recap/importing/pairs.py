"""What two tags enclose: boxes, quotations, and templates of which the post itself says what they come to."""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files

from recap.importing.given import Given, given
from recap.importing.lines import added, in_place_of, is_blank_above
from recap.importing.logic import holds, looped
from recap.importing.place import Place
from recap.importing.text import CODE, RAW, fence_of

_LOGIC = ("if", "unless", "for", "capture")
_MOST_ROUNDS = 50
_BRANCH = re.compile(r"\{%-?\s*(else|elsif)\b\s*(.*?)\s*-?%\}")
_WEB = re.compile(r"https?://\S+")
_OUTPUT = re.compile(r"\{\{-?\s*([\w-]+)\s*-?\}\}")

Becomes = Callable[[str, Given, str], str | None]
"""Returns the Markdown for a name, what it was given, and what it encloses; None where that cannot be said."""


def paired(text: str, place: Place) -> str:
    """Return the text with all pairs replaced that can be, the innermost first; others stay as they are."""
    for _ in range(_MOST_ROUNDS):
        done = _pattern().sub(lambda match: _replaced(match, place), text)
        if done == text:
            break
        text = done
    return text


def _replaced(match: re.Match[str], place: Place) -> str:
    if match["word"]:
        return _named(match, match["word"], match["literal"], place)
    name = match["tag"] or match["code"]
    if not name:
        return match[0]
    inside = match["inner"] if match["tag"] else match["content"]
    said = (match["given"] if match["tag"] else match["values"]).strip()
    start = match.start("inner" if match["tag"] else "content") - match.start()
    if name == "capture":
        return _named(match, said, inside.strip(), place)
    if name in _LOGIC:
        found = _logic(name, said, inside, place)
        return match[0] if found is None else in_place_of(_within(found), match[0], start)
    what = given(said, place)
    made = _BECOMES[_kinds()[name]](name, what, inside.strip("\n"))
    return match[0] if made is None else _standing(match, made)


def _named(match: re.Match[str], name: str, value: str, place: Place) -> str:
    """Keep what the post gives a name to, if it does so once; what it says is put where the name is used."""
    uses = re.findall(rf"\{{%-?\s*(?:assign|capture)\s+{re.escape(name)}\b", match.string)
    value = _OUTPUT.sub(lambda output: place.words.get(output[1], output[0]), value)
    if len(uses) > 1 or "{%" in value or "{{" in value or not re.fullmatch(r"[\w-]+", name):
        return match[0]
    place.words[name] = value
    return in_place_of("", match[0])


# Templates


def _logic(name: str, said: str, inside: str, place: Place) -> str | None:
    if name == "for":
        return looped(said, inside, place)
    conditions = [said if name == "if" else f"not {said}"]
    bodies = [inside]
    while branch := _BRANCH.search(bodies[-1]):
        rest = bodies.pop()
        bodies += [rest[: branch.start()], rest[branch.end() :]]
        conditions.append("true" if branch[1] == "else" else branch[2])
    for condition, body in zip(conditions, bodies, strict=True):
        held = holds(condition, place)
        if held is None:
            return None
        if held:
            return body
    return ""


def _within(found: str) -> str:
    """Return what a tag on a line of its own enclosed without the breaks of those lines."""
    return found.removeprefix("\n").removesuffix("\n") if "\n" in found else found


# Boxes and the like


def _standing(match: re.Match[str], made: str) -> str:
    """Return a block with a blank line above and below it, as indented as its tag; as it was within a line."""
    before = match.string[: match.start()].rpartition("\n")[2]
    after = match.string[match.end() :].partition("\n")[0]
    if "\n" not in made:
        return in_place_of(made, match[0])
    if before.strip() or after.strip():
        return match[0]
    first, *others = made.split("\n")
    block = "\n".join([first, *(before + line if line else line for line in others)])
    above = match.string[: match.start() - len(before)]
    below = match.string[match.end() :].partition("\n")[2]
    head = "" if is_blank_above(above) else f"\n{before}"
    foot = "\n" if below.partition("\n")[0].strip() else ""
    return in_place_of(f"{added(head)}{block}{added(foot)}", match[0])


def _box(name: str, what: Given, inside: str) -> str:
    kinds = _boxes()
    words = list(what.words)
    first = words.pop(0) if words and words[0] in kinds else ""
    kind = what.get("type", "kind", "level", "style", "color") or first
    # A single word in lower case names a picture: {{< alert "circle-info" >}}
    title = what.get("title", "header", "heading") or next((word for word in words if not word.islower()), "")
    kind = kind if kind in kinds else name
    kind = "note" if kind in ("admonition", "alert", "box", "callout", "message", "notice", "panel") else kind
    return f'!!! {kind} "{title.replace(chr(34), chr(39))}"\n{_indented(inside)}'


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line.strip() else "" for line in text.split("\n"))


def _details(name: str, what: Given, inside: str) -> str:
    title = what.get("title", "summary", "header") or " ".join(what.words) or name.capitalize()
    return f'<details markdown="1">\n<summary>{title}</summary>\n\n{inside}\n\n</details>'


def _quotation(_name: str, what: Given, inside: str) -> str:
    words = " ".join(what.words)
    url = what.get("link", "url", "cite") or "".join(_WEB.findall(words)[:1])
    by = what.get("author", "by", "name") or _WEB.sub("", words).strip(" ,-")
    source = ", ".join(filter(None, (by, what.get("source", "title"), url and f"<{url}>")))
    lines = [*inside.strip().split("\n"), *(("", f"— {source}") if source else ())]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _remark(_name: str, _what: Given, inside: str) -> str:
    return f"<!--{inside.replace('--', '- -')}-->"


def _nothing(_name: str, _what: Given, inside: str) -> str:
    return inside


def _part(_name: str, what: Given, inside: str) -> str:
    title = what.get("title", "name", "header") or " ".join(what.words)
    return f"**{title}**\n\n{inside.strip()}\n" if title else inside


def _code(name: str, _what: Given, inside: str) -> str:
    fence = fence_of(inside)
    return f"{fence}{name}\n{inside}\n{fence}"


def _link(_name: str, what: Given, inside: str) -> str | None:
    url = what.get("href", "url", "link", "to") or next((word for word in what.words if "/" in word), "")
    words = " ".join(inside.split()) or what.get("text", "title", "label")
    return f"[{words}]({url})" if url and words and "[" not in words else None


_BECOMES: Mapping[str, Becomes] = {
    "box": _box,
    "details": _details,
    "quotation": _quotation,
    "remark": _remark,
    "nothing": _nothing,
    "part": _part,
    "code": _code,
    "link": _link,
}


@lru_cache(maxsize=1)
def _table() -> Mapping[str, list[str]]:
    return tomllib.loads(files("recap.importing").joinpath("pairs.toml").read_text(encoding="utf-8"))


def _boxes() -> list[str]:
    return _table()["box"]


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, str]:
    return {name: kind for kind, names in _table().items() for name in names}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Return what finds a pair with no other in it, or a name that is given; code comes first, and is left."""
    names = "|".join(sorted(_kinds(), key=len, reverse=True))
    tags = "|".join([*_LOGIC, names])
    return re.compile(
        "|".join(
            (
                *CODE,
                RAW,
                r"\{%-?\s*assign\s+(?P<word>[\w-]+)\s*=\s*[\"'](?P<literal>[^\"'{}\n]*)[\"']\s*-?%\}",
                rf"\{{%-?\s*(?P<tag>{tags})\b(?![\w-])(?P<given>(?:[^%]|%(?!\}}))*?)-?%\}}"
                rf"(?P<inner>(?:(?!\{{%-?\s*(?:{tags})\b).)*?)\{{%-?\s*end(?P=tag)\s*-?%\}}",
                rf"\{{\{{[<%]\s*(?P<code>{names})\b(?![\w-])(?P<values>(?:(?!/?\s*[>%]\}}\}}).)*?)\s*[>%]\}}\}}"
                rf"(?P<content>(?:(?!\{{\{{[<%]\s*(?:{names})\b).)*?)\{{\{{[<%]\s*/\s*(?P=code)\s*[>%]\}}\}}",
            )
        ),
        re.M | re.S,
    )
