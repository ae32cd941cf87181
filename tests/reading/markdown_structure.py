"""What of two HTML texts must be alike for them to show the same."""

from pathlib import Path

from bs4 import BeautifulSoup, NavigableString, Tag

_ATTRIBUTES = ("alt", "class", "href", "id", "src", "start", "title")


def structure(html: str, attributes: tuple[str, ...] = _ATTRIBUTES) -> str:
    """Return elements, their telling attributes and their text, a line each; colours of code do not count."""
    return "\n".join(_lines(BeautifulSoup(html, "lxml"), 0, attributes))


def _lines(parent: Tag, depth: int, attributes: tuple[str, ...]) -> list[str]:
    lines = []
    for child in parent.children:
        if isinstance(child, NavigableString):
            lines += [f"{'  ' * depth}{' '.join(child.split())}"] if child.strip() else []
        elif isinstance(child, Tag) and (child.name in ("html", "body") or child.get("class") == ["highlight"]):
            lines += _lines(child, depth, attributes)
        elif isinstance(child, Tag):
            shown = "".join(f' {name}="{_text(child[name])}"' for name in attributes if child.get(name))
            lines.append(f"{'  ' * depth}<{child.name}{shown}>")
            if child.name == "pre":
                lines += [f"{'  ' * depth}  |{line}" for line in child.get_text().strip("\n").split("\n")]
            else:
                lines += _lines(child, depth + 1, attributes)
    return lines


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else " ".join(value)


def check_golden(case: Path, html: str, *, rewrite: bool) -> None:
    """Compare the structure of `html` with the `.txt` file beside a case, or write that file anew."""
    golden, found = case.with_suffix(".txt"), structure(html) + "\n"
    if rewrite:
        golden.write_text(found, "utf-8")
    assert found == golden.read_text("utf-8")
