"""`recap build`: every post becomes pages."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from recap.cli.counting import counted
from recap.errors import PostsFailed

if TYPE_CHECKING:
    from recap.site.build import Built


@click.command("build")
@click.option("--content", type=click.Path(path_type=Path), help="The folder of the posts.")
@click.option("--output", type=click.Path(path_type=Path), help="The folder to write the site to.")
@click.option(
    "--settings",
    type=click.Path(path_type=Path),
    help="The settings file; pelicanconf.py where there is one, else those of Recap's demonstration site.",
)
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), help="How many processes work at once; all processors if not said."
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but what went wrong.")
def command(
    content: Path | None, output: Path | None, settings: Path | None, jobs: int | None, quiet: bool
) -> None:
    """Build the site: every post in content/ becomes pages in output/.

    \b
    Examples:
      recap build
      recap build --settings publishconf.py --output public
    """
    import gc
    import time

    began = time.perf_counter()
    # A build makes much that lasts until it ends: looking for garbage as often as Python does is a tenth of it.
    gc.set_threshold(10_000, 50, 50)
    from recap.cli.progress import bar
    from recap.store import STORE, reader_for

    # It loads what reading needs while this process loads Pelican, which takes as long.
    reader = reader_for(content or Path("content"), STORE) if jobs != 1 else None
    from recap.site.build import build

    given = {"PATH": content, "OUTPUT_PATH": output}
    overrides = {key: path for key, path in given.items() if path}
    with bar(quiet=quiet) as step:
        built = build(settings, overrides, say=_warn, jobs=jobs, step=step, reader=reader)
    if not quiet:
        click.echo(_closing_line(built, time.perf_counter() - began))
    gc.freeze()  # the process ends: what is left need not be looked through for garbage
    if built.problems:
        raise PostsFailed(*built.problems)


def _warn(line: str) -> None:
    click.echo(line, err=True)


def _closing_line(built: "Built", seconds: float) -> str:
    """Return what was built: `Built 1 recap: 4 talks, 3 workshops, 27 links in 0.8 s -> output/`."""
    found = built.counts
    parts = (("talk", found.talks), ("workshop", found.workshops), ("link", found.links))
    counts = ", ".join(counted(number, noun) for noun, number in parts)
    drafts = f", and {counted(found.drafts, 'draft')}" if found.drafts else ""
    return f"Built {counted(found.recaps, 'recap')}: {counts}{drafts} in {seconds:.1f} s -> {built.output}/"
