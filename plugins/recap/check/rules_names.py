"""Rules about what has one name on the whole site: tags and speakers."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from recap.check.near import near_pairs
from recap.check.post import Post
from recap.check.rule import Edit, Finding, Rule, Site
from recap.index.same import grouped, name_key
from recap.reading.front_matter import as_list

_LONG_TAG = 5
"""Letters of a tag from which one more or less is rather a slip than another word."""
_LONG_NAME = 8
"""The same for the names of people, the spaces counted."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A spelling in one post."""

    spelling: str
    post: Post
    line: int


def tag_spelling(site: Site) -> Iterator[Finding]:
    """Yield the tags that are written differently elsewhere, more often or first."""
    uses = [_Use(tag, post, post.front.lines["tags"]) for post in site.posts for tag in _tags(post)]
    for use, usual in _odd(uses, _one_tag):
        twice = usual in _tags(use.post)
        same = name_key(use.spelling) == name_key(usual) and not twice
        yield Finding(
            path=use.post.path,
            line=use.line,
            message=f"the tag {use.spelling!r} is {usual!r} {'beside it' if twice else 'elsewhere'}",
            hint="take one of them away" if twice else "write both alike, or they are two tags",
            edit=_respelt(use, usual) if same else None,
        )


def speaker_spelling(site: Site) -> Iterator[Finding]:
    """Yield the speakers who are spelt differently elsewhere, more often or first."""
    uses = [
        _Use(speaker.name, post, session.line)
        for post in site.posts
        for session in post.document.recap.sessions
        for speaker in session.speakers
    ]
    for use, usual in _odd(uses, _one_person):
        message = f"the speaker {use.spelling!r} is {usual!r} elsewhere"
        hint = "write the name as its owner does, everywhere"
        yield Finding(path=use.post.path, line=use.line, message=message, hint=hint)


def _tags(post: Post) -> tuple[str, ...]:
    return as_list(post.front.values["tags"]) if "tags" in post.front.lines else ()


def _odd(uses: Sequence[_Use], one: Callable[[str, str], bool]) -> Iterator[tuple[_Use, str]]:
    """Yield each use of a spelling that has a more usual one beside it, with that; `one` judges near keys."""
    counts = Counter(use.spelling for use in uses)
    spellings = grouped((spelling for spelling, _ in counts.most_common()), name_key)
    best = {key: group[0] for key, group in spellings.items()}
    ranks = {key: rank for rank, key in enumerate(best)}
    languages = _languages(uses)
    pairs = sorted(sorted(pair, key=ranks.__getitem__) for pair in near_pairs(best))
    slips = {odd: usual for usual, odd in pairs if languages[usual] & languages[odd] and one(usual, odd)}
    best.update({odd: best[usual] for odd, usual in slips.items() if usual not in slips})
    for use in uses:
        if best[name_key(use.spelling)] != use.spelling:
            yield use, best[name_key(use.spelling)]


def _languages(uses: Iterable[_Use]) -> dict[str, set[str]]:
    """Return the languages of the posts that use each key: `event` and `evento` are two words, not a slip."""
    found: dict[str, set[str]] = defaultdict(set)
    for use in uses:
        found[name_key(use.spelling)].add(use.post.document.recap.lang)
    return found


def _one_tag(first: str, second: str) -> bool:
    """Tell a slip from another word: short words, first letters and numbers differ for a reason."""
    long = min(len(first), len(second)) >= _LONG_TAG
    return long and first[0] == second[0] and _digits(first) == _digits(second)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _one_person(first: str, second: str) -> bool:
    """Tell a slip from another person: Maria and Mario Silva are two."""
    given = [key.split()[0] for key in (first, second)]
    ending = first.split()[1:] == second.split()[1:] and (
        given[0].startswith(given[1][:-1]) or given[1].startswith(given[0][:-1])
    )
    return min(len(first), len(second)) >= _LONG_NAME and " " in first and " " in second and not ending


def _respelt(use: _Use, usual: str) -> Edit | None:
    """Return the edit of a tag that stands once, by itself, in a line of the front matter."""
    word = re.compile(rf"(?<![^\s,;\[\"'-]){re.escape(use.spelling)}(?![^\s,;\]\"'])")
    line = use.line
    places = [match.start() for match in word.finditer(use.post.lines[line - 1])]
    return Edit(line=line, start=places[0], old=use.spelling, new=usual) if len(places) == 1 else None


RULES = (
    Rule(number="R014", name="tag-spelling", judge=tag_spelling),
    Rule(number="R015", name="speaker-spelling", judge=speaker_spelling),
)
