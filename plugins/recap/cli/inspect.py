"""`recap inspect`: what the site will know of a post."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recap.errors import Problem, RecapError

if TYPE_CHECKING:
    from recap.document import Document
    from recap.reading.options import ReadingOptions

UNFOLDED = 10_000
"""Columns of output that goes to a file or another program: no line is folded."""


_OTHERS = (".rst", ".html", ".htm")
"""What Pelican reads itself."""


@click.command("inspect")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", is_flag=True, help="Print the findings as JSON.")
@click.option("--html", is_flag=True, help="Print the body as it goes into the page.")
@click.option("-v", "--verbose", is_flag=True, help="Say why, and what to write to overrule it.")
@click.option(
    "--settings", "conf", type=click.Path(path_type=Path), metavar="FILE",
    help="The settings file; pelicanconf.py where there is one.",
)  # fmt: skip
def command(*, file: Path, json: bool, html: bool, verbose: bool, conf: Path | None) -> None:
    """Show what the site will know of the post FILE.

    It is read with the site's settings, as `recap build` does; where there is no site, with the defaults.

    \b
    Example:
      recap inspect -v content/2015-06-07-sreconeu2015recap.md
    """
    if json and html:
        raise click.UsageError("choose one of --json and --html")
    from recap.document import load
    from recap.files import SUFFIXES

    if file.suffix.lower() in _OTHERS:
        message = "this is no Markdown: it is published, but nothing is found in it"
        hint = f"what ends in {', '.join(SUFFIXES)} is read"
        raise RecapError(Problem(path=str(file), line=None, message=message, hint=hint))
    document = load(file, options=_options(conf))
    for problem in (*document.problems, *document.warnings):
        click.echo(str(problem), err=True)
    _FORMS["json" if json else "html" if html else "tree"](document, verbose)


def _options(conf: Path | None) -> "ReadingOptions | None":
    """Return how the site here reads its posts; where there is none, Pelican is not even loaded."""
    if conf is None and not Path("pelicanconf.py").is_file():
        return None
    from recap.site.settings.configured import configured

    return configured(conf).reading


def _print_json(document: "Document", _verbose: bool) -> None:
    import json

    from recap.inspect import as_data

    # As bytes: JSON is UTF-8, whatever the terminal is.
    click.echo(json.dumps(as_data(document), ensure_ascii=False, indent=1).encode())


def _print_html(document: "Document", _verbose: bool) -> None:
    click.echo(document.html.encode())  # it goes into a page, which is UTF-8


def _print_tree(document: "Document", verbose: bool) -> None:
    from rich.console import Console

    from recap.inspect import as_tree

    console = Console()
    if not console.is_terminal:
        console.width = UNFOLDED
    console.print(as_tree(document, verbose=verbose), highlight=False)


_FORMS: Mapping[str, Callable[["Document", bool], None]] = {
    "json": _print_json,
    "html": _print_html,
    "tree": _print_tree,
}
