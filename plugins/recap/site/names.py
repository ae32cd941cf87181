"""Tags, categories and authors: which spellings are one, and an address for each.

Pelican takes names for equal when their slugs are: `C`, `C++` and `C#` would share one page, and `+++` has none.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, count
from typing import Any
from unicodedata import name

from pelican.contents import Content
from pelican.urlwrappers import URLWrapper

from recap.index.same import name_key
from recap.slugs import slug

SYMBOLS = {"+": "plus", "#": "sharp", "&": "and", "@": "at", "%": "percent", "*": "star", "=": "equals"}
"""Signs that make another name of a name; `.`, `-` and `'` do not: `Node.js` is `nodejs`."""


def tell_apart(contents: Sequence[Content]) -> None:
    """Give each tag, category and author one name and one address on the whole site; `contents` oldest first."""
    for kind in ("tags", "category", "authors"):
        wrappers = [wrapper for content in contents for wrapper in _wrappers(content, kind)]
        _settle(wrappers)
    for content in contents:
        for kind in ("tags", "authors"):
            if kind in content.metadata or hasattr(content, kind):
                _set(content, kind, list(dict.fromkeys(_wrappers(content, kind))))


def _wrappers(content: Content, kind: str) -> list[URLWrapper]:
    value = getattr(content, kind, ())
    return list(value) if isinstance(value, list | tuple) else [value]


def _set(content: Content, kind: str, value: Any) -> None:
    setattr(content, kind, value)
    if kind in content.metadata:
        content.metadata[kind] = value


def _settle(wrappers: Iterable[URLWrapper]) -> None:
    """Name those that mean the same as most do, the oldest of equals deciding, and give each meaning its slug."""
    same: dict[str, list[URLWrapper]] = defaultdict(list)
    means = cache(identity)
    for wrapper in wrappers:
        same[means(wrapper.name)].append(wrapper)
    slugs = _slugs({key: group[0] for key, group in same.items()})
    for key, group in same.items():
        spelling = Counter(wrapper.name for wrapper in group).most_common(1)[0][0]
        for wrapper in group:
            wrapper.slug, wrapper.name = slugs[key], spelling


def _slugs(firsts: dict[str, URLWrapper]) -> dict[str, str]:
    """Return a slug for each identity: Pelican's own where nobody else has it, names that lose no sign first."""
    taken: dict[str, str] = {}
    plain = {key: wrapper._normalize_key(wrapper.name) for key, wrapper in firsts.items()}
    full = {key: address(wrapper.name) for key, wrapper in firsts.items()}
    for key in sorted(firsts, key=lambda key: plain[key] != full[key]):
        taken[next(free for free in _candidates(plain[key], full[key]) if free not in taken)] = key
    return {key: unique for unique, key in taken.items()}


def _candidates(plain: str, full: str) -> Iterator[str]:
    numbered = (f"{full}-{number}" for number in count(2))
    return (candidate for candidate in chain((plain, full), numbered) if candidate)


def identity(written: str) -> str:
    """Return what all spellings of a name have in common: `SRE` and `sre` are one, `C`, `C#`, `C++` three."""
    return name_key(_worded(written).replace(".", ""))


def address(written: str) -> str:
    """Return a slug that loses none of SYMBOLS, made of the signs' names when there are only signs."""
    return slug(_worded(written)) or slug(" ".join(name(sign, "sign") for sign in written.strip())) or "nameless"


def _worded(written: str) -> str:
    return "".join(f" {SYMBOLS[sign]} " if sign in SYMBOLS else sign for sign in written.strip())
