"""A post as the rules look at it: what was read, and the text that it was read from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from recap.document import Document, load
from recap.errors import Problem, RecapError
from recap.reading import front_matter
from recap.reading.front_matter import FrontMatter, as_text
from recap.reading.lines import Lines, Source
from recap.reading.options import ReadingOptions
from recap.reading.tree import tree_of
from recap.store import KeptPosts

_BREAK = re.compile(r"\r\n|\r|\n")
_CODE = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?P<fence>`{3,}|~{3,})[^\n]*$(?:.*?^[ \t>]*(?P=fence)[`~]*[ \t]*$|.*\Z)"
    r"|<(?P<raw>pre|script|style|code)\b.*?</(?P=raw)\s*>"
    r"|(?P<ticks>(?<!`)`+(?!`))(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INK = re.compile(r"[^\n]")


@dataclass(frozen=True, kw_only=True)
class Post:
    """One post."""

    path: str
    """The file, as it was asked for."""
    text: str
    """What the file holds; bytes that are not UTF-8 are U+FFFD."""
    unreadable: Problem | None = None
    """What keeps the file from being read as UTF-8."""
    page: bool = False
    """True for a page of the site, such as "About": it needs no date, and tells of no sessions."""
    options: ReadingOptions = field(default_factory=ReadingOptions)
    """How the site reads its posts."""
    kept: KeptPosts | None = None
    """Where what was read before is kept."""

    @cached_property
    def document(self) -> Document:
        """The post as it was read."""
        if self.kept is None or self.unreadable:
            return load(self.path, self.text, self.options)
        found = self.kept.read(self.path)
        return Document(
            path=self.path,
            metadata=found.metadata(),
            html=found.html(),
            recap=found.recap(),
            problems=found.problems,
            warnings=found.warnings,
        )

    @cached_property
    def front(self) -> FrontMatter:
        """The front matter with its lines."""
        return front_matter.split(self.text)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file without their ends, the first without a byte order mark."""
        return _BREAK.split(self.text.lstrip("\ufeff"))

    @cached_property
    def soup(self) -> BeautifulSoup:
        """The body as it goes into the page."""
        return tree_of(self.document.html)

    @cached_property
    def places(self) -> Lines:
        """Where in the file the elements of `soup` stand."""
        return Lines(Source(self.front.body, self.front.body_line), self.soup.find_all(True))

    @cached_property
    def remarks(self) -> list[str]:
        """The lines of the file, those of the front matter and all code blank; comments are left."""
        head = [""] * (self.front.body_line - 1)
        return head + _blank(_CODE, self.front.body).split("\n")

    @cached_property
    def prose(self) -> list[str]:
        """The lines of the file, those of the front matter, all code and all comments blank."""
        return _blank(_COMMENT, "\n".join(self.remarks)).split("\n")

    @property
    def is_draft(self) -> bool:
        """Whether the post is not to be published yet."""
        return as_text(self.front.values.get("status")).lower() == "draft"

    def line_of(self, tag: Tag, address: str) -> int:
        """Return the line of a link or picture; of several with one address each has its own."""
        alike = [each for each in self.soup.find_all(tag.name) if address in (each.get("href"), each.get("src"))]
        written = re.compile(re.escape(address) + r"(?![\w/-])")
        return self.nth_line(tag, alike, written) or self.places.of_link(tag, address)

    def nth_line(self, tag: Tag, alike: Sequence[Tag], written: re.Pattern[str]) -> int | None:
        """Return the line of one of several elements; None unless as many are `written`."""
        lines = [number for number, line in enumerate(self.prose, 1) for _ in written.findall(line)]
        if len(alike) != len(lines):
            return None
        return next((line for each, line in zip(alike, lines, strict=True) if each is tag), None)


def _blank(what: re.Pattern[str], text: str) -> str:
    """Return the text with spaces in the place of what matches: lines and columns stay."""
    return what.sub(lambda match: _INK.sub(" ", match[0]), text)


def read_post(
    path: Path, *, page: bool = False, options: ReadingOptions | None = None, kept: KeptPosts | None = None
) -> Post:
    """Read the post at `path`. Raises RecapError when the file cannot be opened."""
    options = options or ReadingOptions()
    try:
        text = path.read_bytes().decode("utf-8")
        return Post(path=str(path), text=text, page=page, options=options, kept=kept)
    except (OSError, UnicodeDecodeError):
        problem = _refusal(path)
    text = path.read_bytes().decode("utf-8", errors="replace")
    return Post(path=str(path), text=text, unreadable=problem, page=page, options=options)


def _refusal(path: Path) -> Problem:
    """Return what the door says of a file that is not UTF-8; what it says of others is raised."""
    try:
        load(path)
    except RecapError as error:
        if error.problems[0].line is None:
            raise
        return error.problems[0]
    raise RecapError(Problem(path=str(path), line=None, message="it is being written", hint="check again"))
