"""The `recap` command: what people type. Errors are caught here, once; printing happens here, and only here."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recap import __version__
from recap.errors import PostsFailed, RecapError

if TYPE_CHECKING:
    from recap.document import Document
    from recap.site.build import Built


class Commands(click.Group):
    """The commands, with what every one of them does about errors: exit 0 clean, 1 findings, 2 cannot run."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a RecapError is printed, a line for each problem, and decides the exit code."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            sys.exit(130)  # as a shell says it; nothing is left half written
        except RecapError as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            sys.exit(error.exitcode)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="recap")
def main() -> None:
    """Conference recaps that can be found again."""


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "form", flag_value="json", help="Print the findings as JSON.")
@click.option("--html", "form", flag_value="html", help="Print the body as it goes into the page.")
@click.option("-v", "--verbose", is_flag=True, help="Say why, and what to write to overrule it.")
def inspect(file: Path, form: str | None, verbose: bool) -> None:
    """Show what the site will know of the post FILE.

    \b
    Example:
      recap inspect -v content/2015-06-07-sreconeu2015recap.md
    """
    from recap.document import load

    document = load(file)
    for problem in (*document.problems, *document.warnings):
        click.echo(str(problem), err=True)
    _FORMS[form or "tree"](document, verbose)


def _print_json(document: "Document", _verbose: bool) -> None:
    import json

    from recap.inspect import as_data

    click.echo(json.dumps(as_data(document), ensure_ascii=False, indent=1))


def _print_html(document: "Document", _verbose: bool) -> None:
    click.echo(document.html)


def _print_tree(document: "Document", verbose: bool) -> None:
    from rich.console import Console

    from recap.inspect import as_tree

    console = Console()
    if not console.is_terminal:
        console.width = _UNFOLDED
    console.print(as_tree(document, verbose=verbose), highlight=False)


_UNFOLDED = 10_000
"""Columns of output that goes to a file or another program: no line is folded."""
_FORMS = {"json": _print_json, "html": _print_html, "tree": _print_tree}


@main.command()
@click.option("--content", type=click.Path(path_type=Path), help="The folder of the posts.")
@click.option("--output", type=click.Path(path_type=Path), help="The folder to write the site to.")
@click.option(
    "--settings",
    type=click.Path(path_type=Path),
    help="The settings file; pelicanconf.py where there is one, else those of Recap's demonstration site.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but what went wrong.")
def build(content: Path | None, output: Path | None, settings: Path | None, quiet: bool) -> None:
    """Build the site: every post in content/ becomes pages in output/.

    \b
    Examples:
      recap build
      recap build --settings publishconf.py --output public
    """
    import time

    began = time.perf_counter()
    from recap.site.build import build as build_site

    given = {"PATH": content, "OUTPUT_PATH": output}
    overrides = {key: path for key, path in given.items() if path}
    built = build_site(settings, overrides, say=_warn)
    if not quiet:
        click.echo(_closing_line(built, time.perf_counter() - began))
    if built.problems:
        raise PostsFailed(*built.problems)


def _warn(line: str) -> None:
    click.echo(line, err=True)


def _closing_line(built: "Built", seconds: float) -> str:
    """Return what was built: `Built 1 recap: 4 talks, 3 workshops, 27 links in 0.8 s -> output/`."""
    index = built.index
    parts = [("talk", index.talks), ("workshop", index.workshops), ("link", index.links)]
    counts = ", ".join(_count(len(entries), noun) for noun, entries in parts)
    return f"Built {_count(len(index.posts), 'recap')}: {counts} in {seconds:.1f} s -> {built.output}/"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
