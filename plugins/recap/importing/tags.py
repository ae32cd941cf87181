"""What the tags of Liquid and the shortcodes of Hugo become: tables of names and functions."""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from recap.importing.given import Given, given
from recap.importing.place import Place, here, leads_outside, post_named
from recap.importing.text import Handler, fenced, unwrapped
from recap.reading.front_matter import parse_date

# Links and pictures


def _link(words: str, address: str) -> str:
    return f"[{words.replace('[', '').replace(']', '')}]({address})"


@lru_cache
def _embeds() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("recap.importing").joinpath("embeds.toml").read_text(encoding="utf-8"))


def _embed(name: str, what: Given) -> str | None:
    """Return the link to something that was shown within the page; an address may be given instead of an id."""
    row = _embeds()[name]
    parts = [what.get("user"), what.get("id", "url", "src")] if what.named else list(what.words)
    parts = [part for part in parts if part]
    if not parts:
        return None
    words = what.get("title", "caption") or row["words"]
    if "://" in parts[0]:
        return _link(words, parts[0])
    several = name == "gist" and len(parts) > 1
    return _link(words, row["url"].format(id="/".join(parts[:2]) if several else parts[-1 if what.named else 0]))


def _by_address(what: Given) -> str | None:
    """Return a link for `{% embed https://... %}`."""
    address = what.get("url", "src") or (what.words[0] if what.words else "")
    if "://" not in address:
        return None
    name = next((name for name in _embeds() if len(name) > 1 and f"{name}." in address), "")
    return _link(_embeds()[name]["words"], address) if name else f"<{address}>"


def _picture(place: Place, address: str, words: str, what: Given) -> str | None:
    if not address:
        return None
    found = address if leads_outside(address) else here(address, place) or address
    size = "".join(
        f' {key}="{what.named[key]}"' for key in ("width", "height") if what.named.get(key, "").isdigit()
    )
    picture = f"![{words.replace('[', '').replace(']', '')}]({found.replace(' ', '%20')})" + (
        size and f"{{:{size} }}"
    )
    link = what.get("link")
    return f"[{picture}]({link})" if link else picture


def _figure(place: Place, what: Given) -> str | None:
    address = what.get("src", "url", "image_path", "path", "file", "image", "link_to") or (
        what.words[0] if what.words and re.search(r"\.\w{3,4}$", what.words[0]) else ""
    )
    caption = what.get("caption", "title")
    picture = _picture(place, address, what.get("alt") or caption, what)
    shown = caption if caption and what.get("alt") not in ("", caption) else ""
    shown = shown if set("*_") & set(shown) or not shown else f"*{shown}*"
    return picture and (f"{picture}\n{shown}" if shown else picture)


_SIZE = re.compile(r"\d+(?:px|%)?$")


def _octopress_img(place: Place, text: str) -> str | None:
    """Return `{% img [class] /picture.png [width] [height] [title ["alternative text"]] %}` as Markdown."""
    match = re.match(
        r"""(?P<kind>[^\s/."']+(?:\s+[^\s/."']+)*\s+)?(?P<src>["']?(?:https?:/|/|\{|\S+\.|\S+/)\S+)(?P<rest>.*)$""",
        text,
        re.S,
    )
    if match is None:
        return None
    rest = match["rest"].split()
    sizes: list[str] = []
    while rest and _SIZE.match(rest[0]) and len(sizes) < 2:
        sizes.append(rest.pop(0))
    words = " ".join(rest)
    quoted = re.findall(r"""["']([^"']*)["']""", words)
    named = dict(zip(("width", "height"), sizes, strict=False))
    return _picture(place, match["src"].strip("\"'"), quoted[-1] if quoted else words, Given((), named))


def _include(place: Place, text: str) -> str | None:
    """Return what a template of the old site would have shown, as far as its name and what it is given say."""
    name, _, rest = text.partition(" ")
    stem, what = name.lower().partition(".")[0].rpartition("/")[2], given(rest, place)
    embed = next((name for name in (what.get("provider"), *_embeds()) if len(name) > 1 and name in stem), "")
    embed = embed or what.get("provider")
    if embed in _embeds():
        return _embed(embed, what)
    if stem.startswith("toc"):
        return "[TOC]"
    if found := _included(place.source.root / "_includes" / name, what, place):
        return found
    return _figure(place, what) if re.search(r"figure|image|img|picture|photo", stem) else None


_ACTS = re.compile(r"\{[{%]|<(?:script|style|form|iframe|link)\b", re.I)
"""What a file of the old site would do on the page, beside saying something."""


def _included(file: Path, what: Given, place: Place) -> str | None:
    """Return what a file of the site says, with what it is given; None where it does more than that."""
    root = place.source.root.resolve()
    if not (file.resolve().is_relative_to(root) and file.is_file()):
        return None
    text = re.sub(
        r"\{\{-?\s*include\.([\w-]+)\s*-?\}\}",
        lambda match: what.named.get(match[1], ""),
        file.read_text(encoding="utf-8", errors="replace"),
    )
    return None if _ACTS.search(text) else text.strip("\n")


def _include_relative(place: Place, text: str) -> str | None:
    name, _, rest = text.partition(" ")
    return _included(place.path.parent / name, given(rest, place), place)


# The tables

_Tag = Callable[[Place, str], str | None]

_LIQUID: Mapping[str, _Tag] = {
    "img": _octopress_img,
    "image": _octopress_img,
    "include": _include,
    "include_cached": _include,
    "include_relative": _include_relative,
    "embed": lambda place, text: _by_address(given(text, place)),
    "oembed": lambda place, text: _by_address(given(text, place)),
    "youtube": lambda place, text: _embed("youtube", given(text, place)),
    "video": lambda place, text: _by_address(given(text, place)),
    "toc": lambda _place, _text: "[TOC]",
}

_HUGO: Mapping[str, _Tag] = {
    "figure": lambda place, text: _figure(place, given(text, place)),
    "img": lambda place, text: _figure(place, given(text, place)),
    "image": lambda place, text: _figure(place, given(text, place)),
    "toc": lambda _place, _text: "[TOC]",
    "param": lambda place, text: _said(f"page.{text.strip(chr(34))}", place),
}

_REFERENCES = ("post_url", "link", "ref", "relref")
"""Tags and shortcodes that give the address of a post, or in Jekyll of a file."""


def _reference(place: Place, text: str) -> str | None:
    found = given(text, place)
    words = found.get("path") or (found.words[0] if found.words else "")
    file = words if words.startswith("/") else f"/{words}"
    return (words and (post_named(words, place) or here(file, place))) or None


def _tag(table: Mapping[str, _Tag], name: str, text: str, place: Place) -> str | None:
    if name in table:
        return table[name](place, text)
    return _embed(name, given(text, place)) if name in _embeds() else None


# {{ what | it -> gives }}

_FILTERS = frozenset(
    [
        *(
            "relative_url",
            "absolute_url",
            "escape",
            "xml_escape",
            "uri_escape",
            "strip",
            "strip_html",
            "markdownify",
        ),
        *("prepend: site.baseurl", "prepend: site.url", "prepend:site.baseurl", "prepend:site.url", "safe"),
    ]
)
"""Filters that need not be applied: an address begins at the root of the site here."""

_SITE = {"site.url": "", "site.baseurl": "", "site.github.url": "", "SITEURL": ""}
"""What stood before the addresses of the old site."""


_FORM = re.compile(r"""date:\s*["']([^"']*)["']""")


def _output(match: re.Match[str], place: Place) -> str | None:
    value, *filters = (part.strip() for part in match["output"].split("|"))
    if value == "page.date" and len(filters) == 1 and (form := _FORM.fullmatch(filters[0])):
        day = parse_date(place.values.get("date"))
        return day.strftime(form[1]) if day else None
    if any(each not in _FILTERS for each in filters):
        return None
    if value in _SITE:
        return _SITE[value]
    if value in place.words:
        return place.words[value]
    if value[:1] in "\"'" and value[-1:] == value[:1] and len(value) > 1:
        return value[1:-1]
    return _said(value, place)


def _said(value: str, place: Place) -> str | None:
    """Return what `page.title` or `site.title` says, when that is a word or a line."""
    owner, _, key = value.partition(".")
    said: Any = {"page": place.values, "site": place.source.config}.get(owner, {}).get(
        key.lower().replace("-", "_")
    )
    return str(said) if isinstance(said, str | int | float) and not isinstance(said, bool) else None


_PARTS = re.compile(r"end\w+|else|elsif|when|/.*")
"""Tags that belong to one before them: of that alone is spoken."""


def _whole(match: re.Match[str], name: str) -> str:
    return match[0] if _PARTS.fullmatch(name) else ""


def _inline_tag(match: re.Match[str], place: Place) -> str | None:
    return (_reference(place, match["given"]) or match[0]) if match["tag"] in _REFERENCES else match[0]


def _inline_shortcode(match: re.Match[str], place: Place) -> str | None:
    return (_reference(place, match["values"]) or match[0]) if match["shortcode"] in _REFERENCES else match[0]


def _wiki(match: re.Match[str], place: Place) -> str | None:
    """Return the link that `[[post]]` or `[[post|words]]` is, or the picture that `![[badge.png]]` shows."""
    page, _, words = (part.strip() for part in match["wiki"].partition("|"))
    name = page.partition("#")[0]
    if match[0].startswith("!"):
        return f"![{'' if words.isdigit() else words}](<{name}>)"  # "|300" is a width
    address = post_named(name, place) if name else None
    return _link(words or page, address) if address else None


IN_LINES: Mapping[str, Handler] = {
    "wiki": _wiki,
    "output": _output,
    "tag": _inline_tag,
    "shortcode": _inline_shortcode,
}
"""What may stand within a link: replaced first, so that links are whole when they are looked at."""

IN_BLOCKS: Mapping[str, Handler] = {
    "tag": lambda match, place: _whole(match, match["tag"]) or _tag(_LIQUID, match["tag"], match["given"], place),
    "shortcode": lambda match, place: (
        _whole(match, match["shortcode"]) or _tag(_HUGO, match["shortcode"], match["values"], place)
    ),
    "remark": lambda match, _place: f"<!--{match['remark'].replace('--', '- -')}-->",
    "plain": lambda match, _place: match["plain"],
    "kramdown": lambda _match, _place: None,
    "raw": lambda match, _place: match["raw"],
    "html": lambda match, _place: match["html"],
    "comment": lambda match, _place: f"<!--{match['comment'].replace('--', '- -')}-->",
    "code": fenced,
    "hcode": fenced,
    "fence": unwrapped,
    "span": unwrapped,
    "quoted": unwrapped,
    "toc": lambda _match, _place: "[TOC]",
}
"""What may change the number of lines: replaced last."""
