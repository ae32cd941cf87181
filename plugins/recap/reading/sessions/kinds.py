"""Of what kind a session is, and by what: its label, its title, what stands above it, its first sentences."""

from recap.reading.sessions.facts import Facts
from recap.reading.sessions.words import session_words

Kind = tuple[str, str]
"""One of model.SESSION_KINDS and the reason, in the author's words."""

_FIRST = 160
"""Letters of a session's text in which it is called what it is."""


def kind_of(facts: Facts, title: str) -> Kind:
    """The label's kind, else what the title itself says, what its section says, what the first sentences say."""
    if facts.override.kind:
        return facts.override.kind, facts.override.reason
    return _labelled(facts, title) or _placed(facts) or ("talk", "nothing says otherwise")


def _labelled(facts: Facts, title: str) -> Kind | None:
    """Return what is said on its line or the one below, and nowhere else."""
    first_below = facts.part.below[0].text if facts.part.below and facts.part.shape == "heading" else ""
    said = (
        (facts.title.kind, "the label on its line"),
        (_by_title(title), "the words of its title"),
        (_by_label(facts.part.rest.strip(" ()[]")), "the label behind it"),
        (_by_label(first_below), "the line below"),
    )
    return next((kind for kind in said if kind[0]), None)


def _placed(facts: Facts) -> Kind | None:
    """Return what the words above it say, or its first sentences."""
    part = facts.part
    text = (
        part.rest if part.shape == "lead" and part.rest else part.text
    )  # what it says on, not the next paragraph
    said = session_words().kind_told(text[:_FIRST])
    above = [one for one in facts.place if one.kind and (one.groups or one.kind != "talk")]
    if above and above[0].kind == "talk" and facts.part.shape == "item" and len(above) > 1:
        above = above[1:]  # "Keynotes", and below it "a few of these talks:"
    if above and (above[0].kind, said) != ("talk", "lightning"):
        return above[0].kind, f'the words "{above[0].text}" above it'
    if above or said in ("keynote", "workshop", "panel", "lightning"):
        return said, "what its first sentences call it"
    return None


def _by_label(text: str) -> str:
    """Return the kind that a line or a few words say and nothing else: "Keynote"; or ""."""
    words = session_words()
    said = len(text) < _LABEL and words.is_label(text) and not words.kind_of_many(text)
    return words.kind_in(text) if said else ""


_LABEL = 40
"""Letters that a label has at most."""


def _by_title(title: str) -> str:
    """Return the kind that a title says beyond doubt, or ""."""
    words = session_words()
    own = words.kind_in(title)
    if own == "lightning":  # not "A lightning-fast app"
        sure = words.is_label(title) or words.kind_of_many(title) or "lightning talk" in title.lower()
    elif own == "workshop":
        sure = words.is_label(title) or bool(words.hands_on.search(title))
    elif own == "other":
        few = len(words.unsaid(title)) <= 1 or words.kind_in(title.split(maxsplit=1)[0]) == "other"
        sure = few or words.is_label(title)
    else:
        sure = own in ("keynote", "panel") or words.is_label(title)
    return own if sure else ""
