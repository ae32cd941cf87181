"""The words by which a conference is told from what is said about it, and how two names are compared.

The words are data (words.toml); this module loads them and knows
spellings: `C++` and `cpp`, `EU` and `Europe`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from recap.slugs import slug

_SPELLINGS = (("c++", "cpp"), ("c#", "csharp"), (".net", "dotnet"), ("&amp;", " and "), ("&", " and "))
_GLUED_REGION = re.compile(r"(?<=[a-z])(?=(?:EU|US|UK|JP|KR|TW|ES|DE|FR|AU|BR|IT|APAC)\b)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LATIN = re.compile(r"[a-z0-9À-ɏ]", re.IGNORECASE)
_EDGES = re.compile(r"^[^\w+#.]+|[^\w+#]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """words.toml, ready for use; sets hold phrases as `plain` writes them."""

    recap: frozenset[str]
    framing: frozenset[str]
    glue: frozenset[str]
    types: frozenset[str]
    local: frozenset[str]
    known: frozenset[str]
    ambiguous: frozenset[str]
    never: frozenset[str]
    vague: frozenset[str]
    yearly: frozenset[str]
    inner: frozenset[str]
    joins: frozenset[str]
    place_follows: frozenset[str]
    places: frozenset[str]
    """Places and regions, any spelling."""
    regions: Mapping[str, str]
    """A region's spelling -> its one spelling."""
    events: frozenset[str]
    talks: frozenset[str]
    ordinary: frozenset[str]
    """Words with a conference's ending that are none."""
    ending: re.Pattern[str]
    """Matches a whole word with a conference's ending, perhaps followed by a region: `pyconus`."""
    counted: re.Pattern[str]
    """`Day 1`, `Part two`, `1日目` anywhere in a title."""
    unspaced_before: re.Pattern[str]
    unspaced_after: re.Pattern[str]
    """What scripts without spaces say about the post, at either end of a part."""
    unspaced_types: re.Pattern[str]
    unspaced_events: re.Pattern[str]
    unspaced_talks: re.Pattern[str]
    series: Mapping[str, re.Pattern[str]]
    """Key of a series -> what the names of its editions look like."""

    def is_named(self, word: str) -> bool:
        """True when a single word is a conference's name by its looks: `PyCon`, `31C3`, not `Silicon`."""
        key = plain(word)
        if self.ending.fullmatch(key):
            return key not in self.ordinary and key.removesuffix("s") not in self.ordinary
        return any(edition.fullmatch(key) for edition in self.series.values())

    def is_place(self, word: str) -> bool:
        """True for a region, country or city."""
        return plain(word) in self.places


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a word or phrase as the sets hold it: lower case, no punctuation around its words, single spaces."""
    return " ".join(filter(None, (_EDGES.sub("", word).rstrip(".") for word in text.casefold().split())))


@lru_cache(maxsize=1)
def vocabulary() -> Words:
    """Load the words that this package carries."""
    data = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    regions = {plain(spelling): region for region, spellings in data["regions"].items() for spelling in spellings}
    phrases = {key: frozenset(map(plain, value)) for key, value in data.items() if isinstance(value, list)}
    particle = f"(?:{_either(data['particles'])})?"
    unspaced = _either(data["unspaced"])
    return Words(
        **{
            key: phrases[key]
            for key in (
                "recap",
                "framing",
                "glue",
                "types",
                "local",
                "known",
                "never",
                "vague",
                "yearly",
                "ordinary",
            )
        },
        **{key: phrases[key] for key in ("inner", "joins", "place_follows")},
        ambiguous=phrases["known_ambiguous"],
        regions=regions,
        places=frozenset(map(plain, data["places"]["names"])) | regions.keys(),
        events=frozenset(data["opening"]["events"]),
        talks=frozenset(data["opening"]["talks"]),
        ending=_ending(data["endings"], regions.values()),
        counted=_counted(data),
        unspaced_before=re.compile(rf"^\s*(?:(?:{unspaced})\s*{particle}\s*)+"),
        unspaced_after=re.compile(rf"(?:\s*{particle}\s*(?:{unspaced}))+\s*$"),
        unspaced_types=re.compile(_either(data["types_unspaced"])),
        unspaced_events=re.compile(_either(data["opening"]["events_unspaced"])),
        unspaced_talks=re.compile(_either(data["opening"]["talks_unspaced"])),
        series={key: re.compile(pattern) for key, pattern in data["series"].items()},
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _ending(endings: Iterable[str], regions: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"[\w.:+#'-]*[^\W\d_][\w+#:-]?-?(?:{_either(endings)})s?(?:[-_.]?(?:{_either(regions)}))?")


def _counted(data: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    number = rf"(?:\d{{1,2}}(?!\d)|(?:{_either(data['numbers'])})\b)"
    more = rf"(?:\s*(?:,|&|\+|-|–|/|and|to|und|et|y|e)\s*{number})*"
    unit = rf"(?:{_either(data['counted'])})"
    before = rf"\b{unit}[\s#.–-]*{number}{more}"
    after = rf"\b(?:\d{{1,2}}(?:\.|st|nd|rd|th|º|ª|er|e)?|(?:{_either(data['numbers'])}))[\s-]+{unit}\b"
    return re.compile("|".join([before, after, *data["counted_unspaced"]]), re.IGNORECASE)


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared: `SRECon Europe` -> ("srecon", "eu")."""
    text = unicodedata.normalize("NFKC", text).casefold()
    for written, spelled in _SPELLINGS:
        text = text.replace(written, spelled)
    words = re.sub(r"[^\w]|_", " ", re.sub(r"['’]s?\b", "", text)).split()
    return tuple(vocabulary().regions.get(word, word) for word in words)


def squashed(text: str) -> str:
    """Return a name without anything between its letters: `wroc_love.rb` -> `wrocloverb`."""
    return re.sub(r"[\W_]", "", text.casefold().replace("++", "pp"))


def is_latin(word: str) -> bool:
    """True when a word has Latin letters or digits."""
    return bool(_LATIN.search(word))


def series_key(name: str) -> str:
    """Return the key under which the spellings and years of one conference meet, itself a slug.

    `SRECon EU`, `SREcon Europe 2018`, `The SRECon (Europe)` -> `srecon-eu`; `DevOps Days` meets `devopsdays`.
    """
    spelled = slug(" ".join(tokens(_GLUED_REGION.sub(" ", name)))).replace("-", " ")
    kept = [word for word in tokens(spelled) if word not in _LITTLE]
    kept = [word for word in kept if not _YEAR.fullmatch(word)] or kept
    for key, edition in vocabulary().series.items():
        if edition.fullmatch(" ".join(kept)):
            return key
    joined = kept[:1]
    for word in kept[1:]:
        if len(joined) == 1 and word in _SUFFIXES:
            joined[0] += word
        else:
            joined.append(word)
    return "-".join(joined)


_LITTLE = frozenset({"the", "and", "in"})
"""Words that some leave out: `The Perl and Raku Conference`, `Perl & Raku Conference`."""
_SUFFIXES = frozenset({"con", "conf", "day", "days", "fest", "camp", "kaigi"})
"""Kinds of event that some write as a word of their own: `JS Conf`, `DevOps Days`."""
