"""Elements as text, escaped."""

from html import escape


def element(name: str, *children: str, **attributes: object) -> str:
    """Return `<name attributes>children</name>`; children are markup, attributes are escaped here.

    An underscore in an attribute's name is a hyphen, and one at its end is dropped: `class_`, `font_size`.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(shown(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def shown(value: object) -> str:
    """Return a number with no more than two decimals and none that say nothing, else the text."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def percent(share: float) -> str:
    """Return a share of the picture's width: 0.125 -> `12.5%`."""
    return f"{shown(share * 100)}%"


def title(words: str) -> str:
    """Return what a reader sees who points at the element around it."""
    return element("title", escape(words, quote=False))


def image(label: str, *children: str, height: float, **attributes: object) -> str:
    """Return a picture as wide as its place, `height` pixels high; `label` says it to those who do not see it."""
    return element("svg", *children, role="img", aria_label=label, width="100%", height=height, **attributes)
