"""`recap init`: a new site that builds at once."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recap.cli.counting import counted

if TYPE_CHECKING:
    from recap.starter import Started

NO_ADDRESS = "https://recap.example.org"
"""What stands in publishconf.py until somebody says where the site will be."""


@click.command("init", short_help="Begin a new site: settings, a first post, workflows.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", help="What the site is called; the folder's name otherwise.")
@click.option("--url", help="Where it will be published, such as https://notes.example.org.")
@click.option("--author", help="Who writes.")
@click.option("--lang", default="en", show_default=True, help="The language of the posts.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing.")
def command(*, folder: Path, name: str | None, url: str | None, author: str | None, lang: str, yes: bool) -> None:
    """Begin a new site in the folder DIR: settings, one post that teaches the grammar, workflows that publish.

    In a terminal it asks for what the options do not say. Files that are there already stay as they are.

    \b
    Examples:
      recap init notes
      recap init notes --yes --name 'Conference notes' --url https://notes.example.org --author 'Ada Winter'
    """
    from recap.starter import Answers, begin

    asks = not yes and sys.stdin.isatty()
    ask = _ask if asks else _given
    answers = Answers(
        name=ask("name", "What is the site called", name, folder.absolute().name or "Recap"),
        url=ask("url", "Where will it be published (enter if you do not know yet)", url, NO_ADDRESS).rstrip("/"),
        author=ask("author", "Who writes", author, _own_name() if asks else ""),
        lang=lang,
    )
    started = begin(folder, answers)
    for line in _report(folder, started, addressed=answers.url != NO_ADDRESS):
        click.echo(line)


def _given(_key: str, _question: str, given: str | None, default: str) -> str:
    return (default if given is None else given).strip()


def _ask(key: str, question: str, given: str | None, default: str) -> str:
    """Return what was given, or what is answered; an answer that cannot be used is asked for again."""
    from recap.starter import fault

    def usable(answer: str) -> str:
        answer = answer.strip()
        if said := fault(key, answer.rstrip("/") if key == "url" else answer):
            raise click.UsageError(f"{said.message}; {said.hint.replace(f'--{key} ', '')}")
        return answer

    if given is not None:
        return given.strip()
    shown = bool(default) and default != NO_ADDRESS
    answer: str = click.prompt(question, default=default, show_default=shown, value_proc=usable)
    return answer


def _own_name() -> str:
    """Return who writes here, as git knows; "" where it does not."""
    import subprocess

    try:
        done = subprocess.run(["git", "config", "user.name"], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()


def _report(folder: Path, started: "Started", *, addressed: bool) -> Iterator[str]:
    """Yield what was done and what to do next."""
    yield f"Wrote {counted(len(started.written), 'file')} to {folder}"
    for name in started.kept:
        yield f"Kept {folder / name}: it was there"
    yield "Next:"
    if folder.absolute() != Path.cwd():
        yield f"  cd {_quoted(folder)}"
    yield "  recap build                              the pages are in output/"
    yield "  recap new 'Two days at ToolConf 2026'    a draft of your own"
    yield "  recap check                              what readers would stumble over"
    if not addressed and "publishconf.py" in started.written:
        yield "  Write the site's address into publishconf.py before you publish it by hand."


def _quoted(folder: Path) -> str:
    import shlex

    return shlex.quote(str(folder))
