"""Writes the files of a new site. What is there already stays as it is."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from recap.errors import Problem, RecapError
from recap.files import make

FILES: Mapping[str, str] = {
    "pelicanconf.py": "pelicanconf.py.in",
    "publishconf.py": "publishconf.py.in",
    "content/2024-05-06-toolconf.md": "example.md.in",
    "tasks.py": "tasks.py.in",
    "requirements.txt": "requirements.txt.in",
    ".gitignore": "gitignore.in",
    ".gitlab-ci.yml": "gitlab-ci.yml.in",
    ".github/workflows/publish.yml": "publish.yml.in",
}
"""Each file of a new site, and what it is made of; so named that no tool takes that for a file of Recap."""

EXAMPLE = "content/2024-05-06-toolconf.md"
"""The post that teaches the grammar. It is left out where there are posts already."""

_BLANK = re.compile(r"@(\w+)@")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What only the author can say."""

    name: str
    """What the site is called."""
    url: str
    """Where it will be published: http(s), without a slash at the end."""
    author: str
    """Who writes; "" for nobody in particular."""
    lang: str
    """The language of the posts: `en`, `de`, `pt-br`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """What became of a new site's files, each by its name below the site's folder."""

    written: tuple[str, ...]
    """Those that are new."""
    kept: tuple[str, ...]
    """Those that were there, and were not touched."""


def begin(folder: Path, answers: Answers) -> Started:
    """Write the files of a new site to `folder`, which may exist. Raises RecapError before anything is written
    when an answer cannot be used, and when a file cannot be written."""
    faults = tuple(_faults(answers))
    if faults:
        raise RecapError(*faults)
    has_posts = any((folder / "content").glob("**/*.md"))
    wanted = [name for name in FILES if not (has_posts and name == EXAMPLE)]
    new = {name for name in wanted if _write(folder / name, text_of(name, answers))}
    return Started(
        written=tuple(name for name in wanted if name in new),
        kept=tuple(name for name in wanted if name not in new),
    )


def text_of(name: str, answers: Answers) -> str:
    """Return the text of one of FILES; the answers stand in it as Python says them."""
    original = files("recap.starter").joinpath(FILES[name]).read_text(encoding="utf-8")
    blanks = {key: _literal(getattr(answers, key)) for key in ("name", "url", "lang")}
    # Pelican takes an author without a name for one, and complains.
    blanks["author"] = f"AUTHOR = {_literal(answers.author)}" if answers.author else '# AUTHOR = "Ada Winter"'
    return _BLANK.sub(lambda blank: blanks[blank[1]], original)


def _literal(text: str) -> str:
    """Return text as a Python literal: JSON's escapes are Python's too, and its quotes are those we write."""
    return json.dumps(text, ensure_ascii=False)


def _write(path: Path, text: str) -> bool:
    """Write a file that is not there; return False where it is."""
    try:
        make(path, text.encode())
    except OSError as error:
        if path.exists():
            return False
        message = f"cannot be written: {error.strerror or error}"
        hint = "name another folder, or mend that"
        raise RecapError(Problem(path=str(path), line=None, message=message, hint=hint)) from error
    return True


def _is_text(answer: str) -> bool:
    """Tell whether something is said, on one line, that can be saved as UTF-8."""
    return bool(answer.strip()) and answer.isprintable()


_CHECKS: tuple[tuple[str, Callable[[str], object], str], ...] = (
    ("name", _is_text, "say what the site is called: --name 'Conference notes'"),
    (
        "url",
        re.compile(r"https?://[^\s/?#\"'<>\\]+(/[^\s?#\"'<>\\]*[^\s/?#\"'<>\\])?").fullmatch,
        "write it as --url https://notes.example.org",
    ),
    ("author", lambda author: not author or _is_text(author), "write it as --author 'Ada Winter'"),
    ("lang", re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*").fullmatch, "write it as --lang en"),
)
"""Each answer, what it must be, and the remedy."""


def fault(key: str, answer: str) -> Problem | None:
    """Return why the answer to one of the questions, `name`, `url`, `author` or `lang`, cannot be used."""
    _, fits, hint = next(row for row in _CHECKS if row[0] == key)
    message = f"{answer!r} cannot be used"
    return None if fits(answer) else Problem(path=f"--{key}", line=None, message=message, hint=hint)


def _faults(answers: Answers) -> Iterator[Problem]:
    yield from filter(None, (fault(key, getattr(answers, key)) for key, *_ in _CHECKS))
