"""What a session is called that its heading only names the speaker of: a set-off line below, else its topic."""

import re
from collections.abc import Sequence
from functools import lru_cache

from recap.reading.names import SURE
from recap.reading.people import people
from recap.reading.sessions.blocks import Line
from recap.reading.sessions.constructions import is_title
from recap.reading.sessions.heads import lead_style
from recap.reading.sessions.labels import unquoted
from recap.reading.sessions.words import session_words

_QUOTED = re.compile(r"[^\"“«„「『.!?]{0,60}[\"“«„「『](?P<title>[^\"”»“」』]{4,90})[\"”»“」』]")


def topic(name: str, below: Sequence[Line], prose: Sequence[str]) -> str:
    """Return the first line below if it is set off as a whole, else what the first sentences say it was about.

    A first sentence that repeats the speaker's name and then quotes something gives the title. ""
    where the heading is no name.
    """
    sure = people(name).sure
    if sure != SURE and not (sure and prose and prose[0].startswith(name)):
        return ""
    first = below[0] if below else None
    if first and lead_style(first)[1] > 0.9 and is_title(first.text) and not people(first.text).sure:
        return unquoted(first.text)
    quoted = _QUOTED.match(prose[0][len(name) :]) if prose and prose[0].startswith(name) else None
    if quoted and is_title(quoted["title"]):
        return unquoted(quoted["title"])
    match = _about().search(prose[0][:200]) if prose else None
    return match["topic"] if match and len(match["topic"].split()) <= 14 else ""


@lru_cache(maxsize=1)
def _about() -> re.Pattern[str]:
    verbs, about = session_words().verbs.pattern, session_words().about.pattern
    pattern = rf"(?:{verbs})\s(?:(?:to |with )?us\s)?(?:{about})\s(?P<topic>[^.,;:!?]{{6,90}})"
    return re.compile(pattern, re.IGNORECASE)
