"""Posts with `{R041}` written at the end of each line that a rule has something to say of.

A file may hold several: `=== name.md` begins another post, `=== recap.json` what the published site says of
itself, `=== ledger.json` what is known of links. The first has no such line above it and is called `post.md`.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from recap.check import RULES, Found, Site, check, files
from recap.check.post import Post

_PART = re.compile(r"^=== (\S+)\n", re.M)
_MARK = re.compile(r" ?\{(R\d{3})\}")


@dataclass(frozen=True)
class Marked:
    """What a marked text says of itself, and what the rules say of it."""

    expected: set[tuple[str, int, str]]
    found: list[Found]

    @property
    def said(self) -> set[tuple[str, int, str]]:
        return {(each.finding.path, each.finding.line, each.rule.number) for each in self.found}


def read_marked(text: str, rule: str, folder: Path) -> Marked:
    """Check a marked text with all the usual rules and `rule`; `folder` is a place for its files."""
    names = iter(_PART.split(f"=== post.md\n{text}")[1:])
    parts = dict(zip(names, names, strict=True))
    expected = {
        (name, number, mark)
        for name, part in parts.items()
        for number, line in enumerate(part.split("\n"), 1)
        for mark in _MARK.findall(line)
    }
    for name, part in parts.items():
        (folder / name).write_text(_MARK.sub("", part), "utf-8")
    site = Site(
        posts=tuple(
            Post(path=name, text=(folder / name).read_text("utf-8"))
            for name in parts
            if name.endswith(".md") and parts[name].strip()
        ),
        published=files.published(folder / "recap.json") if "recap.json" in parts else (),
        secure=files.secure(folder / "ledger.json"),
    )
    return Marked(expected, check(site, [each for each in RULES if each.default or each.number == rule]))
