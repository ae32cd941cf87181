"""What a recap is made of, in numbers with their nouns: `4 workshops, 3 talks, 27 links`."""

from collections.abc import Callable
from functools import cache
from gettext import NullTranslations

from recap.model import Recap
from recap.words import LINK_WORDS


def part_words(words: NullTranslations) -> Callable[[str, int], str]:
    """Return what says a part in a language: `workshop`, `talk`, `link` or a kind of link, and how many."""

    @cache
    def said(kind: str, number: int) -> str:
        if kind == "workshop":
            text = words.ngettext("%(num)s workshop", "%(num)s workshops", number)
        elif kind == "talk":
            text = words.ngettext("%(num)s talk", "%(num)s talks", number)
        elif kind == "link":
            text = words.ngettext("%(num)s link", "%(num)s links", number)
        else:
            text = f"{words.gettext(LINK_WORDS[kind][1])}: %(num)s"
        return text % {"num": number}

    return said


def made_of(words: NullTranslations) -> Callable[[Recap], str]:
    """Return what says all of a recap in a language, "" for one of words only."""
    said = part_words(words)

    def all_parts(recap: Recap) -> str:
        workshops = sum(session.kind == "workshop" for session in recap.sessions)
        numbers = {
            "workshop": workshops,
            "talk": len(recap.sessions) - workshops,
            "link": len(recap.links),
        }
        return ", ".join(said(kind, number) for kind, number in numbers.items() if number)

    return all_parts
