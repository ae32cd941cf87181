"""What an author's attribute list says of a session: `#### Postmortems {: .workshop data-speakers="Jane Doe" }`.

It always wins over what was inferred (see docs/writing.md for the author's side).
"""

from typing import NamedTuple

import bs4

from recap.model import SESSION_KINDS

NOT_A_SESSION = "not-a-session"
ANY_SESSION = "session"


class Override(NamedTuple):
    """The author's own words for one part."""

    name: str = ""
    """The class that makes it a session ("workshop", "session"), or ""."""
    prevented: bool = False
    """The author says that it is none."""
    title: str = ""
    speakers: tuple[str, ...] | None = None
    """The names; none with `data-speakers=""`, None where the author says nothing of them."""

    @property
    def kind(self) -> str:
        """The kind of session the class names; "" for a plain `session`."""
        return self.name if self.name in SESSION_KINDS else ""

    @property
    def reason(self) -> str:
        """Words for the author."""
        return f"the attribute list {{: .{self.name} }}"


NOTHING = Override()
_SAID = frozenset(["class", "data-speakers", "data-title"])


def override(tag: bs4.Tag) -> Override:
    """Read the attribute list of a heading, item, row or paragraph; NOTHING where there is none.

    In a list with blank lines between its items, an item's attribute list stands on the paragraph in it.
    """
    if not tag.attrs:
        for child in tag.contents if tag.name == "li" else ():
            if isinstance(child, bs4.Tag) and child.name == "p":
                return override(child)
        return NOTHING
    if tag.attrs.keys().isdisjoint(_SAID) or tag.name not in ("h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "p"):
        return NOTHING
    classes = tag.get_attribute_list("class")
    name = next((name for name in (*SESSION_KINDS, ANY_SESSION) if name in classes), "")
    prevented = NOT_A_SESSION in classes
    named = tag.get("data-speakers")
    speakers = None if named is None else tuple(filter(None, (part.strip() for part in str(named).split(";"))))
    title = " ".join(str(tag.get("data-title") or "").split())
    return Override("" if prevented else name, prevented, title, speakers)
