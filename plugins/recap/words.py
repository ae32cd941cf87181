"""What readers see for our kinds: one table, in English; the catalogues in locales/ have it in other languages."""

from collections.abc import Mapping


def N_(text: str) -> str:  # noqa: N802  (the name that gettext's tools look for)
    """Return the text itself; so it is found for the catalogues."""
    return text


Words = tuple[str, str]
"""For one, and for many."""

SESSION_WORDS: Mapping[str, Words] = {
    "workshop": (N_("Workshop"), N_("Workshops")),
    "keynote": (N_("Keynote"), N_("Keynotes")),
    "talk": (N_("Talk"), N_("Talks")),
    "panel": (N_("Panel"), N_("Panels")),
    "lightning": (N_("Lightning talk"), N_("Lightning talks")),
    "other": (N_("Session"), N_("Other sessions")),
}
"""For each of SESSION_KINDS, in the order of display."""

LINK_WORDS: Mapping[str, Words] = {
    "slides": (N_("Slides"), N_("Slides")),
    "video": (N_("Recording"), N_("Recordings")),
    "audio": (N_("Audio"), N_("Audio")),
    "code": (N_("Code"), N_("Code")),
    "paper": (N_("Paper"), N_("Papers")),
    "book": (N_("Book"), N_("Books")),
    "abstract": (N_("Programme page"), N_("Programme pages")),
    "event": (N_("Event"), N_("Events")),
    "person": (N_("Person"), N_("People")),
    "post": (N_("Post"), N_("Posts")),
    "docs": (N_("Documentation"), N_("Documentation")),
    "article": (N_("Article"), N_("Articles")),
    "tool": (N_("Tool"), N_("Tools")),
    "image": (N_("Picture"), N_("Pictures")),
    "other": (N_("Page"), N_("Other pages")),
}
"""For each of LINK_KINDS, in the order of display."""
