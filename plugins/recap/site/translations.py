"""Which posts are translations of others: Pelican's own judgement, asked group by group.

Pelican looks for each post among all originals: with ten thousand posts an eighth of the build after an edit.
"""

from collections.abc import Collection
from itertools import groupby
from operator import attrgetter
from typing import Any

from pelican import generators, utils

Contents = list[Any]


def originals_and_translations(
    contents: Contents, translation_id: str | Collection[str] | None = None
) -> tuple[Contents, Contents]:
    """Return what Pelican's `process_translations` returns, and do what it does."""
    names = {translation_id} if isinstance(translation_id, str) else translation_id
    try:
        together = attrgetter(*names or ())
        contents.sort(key=together)
    except (TypeError, AttributeError):  # nothing to go by, or nothing that Pelican can go by, which it says
        return _judged(contents, translation_id)
    originals: Contents = []
    translations: Contents = []
    for _, group in groupby(contents, together):
        found = _judged([*group], translation_id)
        originals += found[0]
        translations += found[1]
    return originals, translations


def _judged(contents: Contents, translation_id: str | Collection[str] | None) -> tuple[Contents, Contents]:
    found: tuple[Contents, Contents] = utils.process_translations(contents, translation_id)
    return found


def judge_in_groups() -> None:
    """Let Pelican's generators ask so."""
    generators.process_translations = originals_and_translations
