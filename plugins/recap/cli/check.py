"""`recap check`: what an author should know of the posts before readers do."""

import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recap.cli.complete import rules_like
from recap.cli.counting import counted

if TYPE_CHECKING:
    from recap.check.post import Post
    from recap.check.rule import Found, Rule, Site
    from recap.site.settings.configured import Configured


@click.command("check")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option(
    "--select", multiple=True, metavar="RULES", shell_complete=rules_like,
    help="Run only these: numbers (R04: all R04x) or names.",
)  # fmt: skip
@click.option("--ignore", multiple=True, metavar="RULES", shell_complete=rules_like, help="Do not run these.")
@click.option("--fix", is_flag=True, help="Mend what can be mended safely; the changes are shown.")
@click.option(
    "--published", type=click.Path(path_type=Path), metavar="FILE",
    help="The recap.json of the site as it is published: finds changed addresses. Otherwise the last build's.",
)  # fmt: skip
@click.option(
    "--settings", "conf", type=click.Path(path_type=Path), metavar="FILE",
    help="The settings file; pelicanconf.py where there is one.",
)  # fmt: skip
@click.option("--rules", is_flag=True, help="List the rules and end.")
def command(
    *,
    paths: tuple[Path, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    published: Path | None,
    conf: Path | None,
    rules: bool,
) -> None:
    """Say what is wrong with posts, and what to do about it.

    PATH is a post or a folder of posts; without it, all of the site's are meant. Exit 0: nothing to say;
    1: findings; 2: cannot run. Each rule has its page in docs/rules/. RECAP["check"] in the settings says
    which rules run on a site.

    \b
    Examples:
      recap check
      recap check --fix content/2015-06-07-sreconeu2015recap.md
      recap check --ignore R045,bare-address --format github
    """
    from recap.check import check
    from recap.check.report import FORMATS
    from recap.site.settings.configured import configured

    known = configured(conf)
    click.get_current_context().call_on_close(known.posts.close)
    wanted = _wanted(_words(select), _words(ignore), known)
    if rules:
        _list(wanted)
        return
    read = partial(_site, paths, published, known)
    site = read()
    found = check(site, wanted)
    if fix and (changed := _mend(site, found, quiet=form != "text")):
        site = read()
        found = check(site, wanted)
        click.echo(f"{counted(changed, 'post')} mended", err=True)
    for line in FORMATS[form](found):
        click.echo(line if form == "text" else line.encode())  # programs read UTF-8, whatever the terminal is
    if form == "text":
        click.echo(_closing_line(site, found), err=True)
    sys.exit(1 if found else 0)


def _words(given: Sequence[str]) -> list[str]:
    return [word.strip() for part in given for word in part.split(",") if word.strip()]


def _list(wanted: "Sequence[Rule]") -> None:
    from recap.check import RULES

    for rule in RULES:
        click.echo(f"{rule.number} {rule.name}{'' if rule in wanted else '  (not run)'}")


def _wanted(select: Sequence[str], ignore: Sequence[str], known: "Configured") -> "Sequence[Rule]":
    """Return the rules to run: what the settings say counts unless --select is given."""
    from recap.check import UnknownRule, chosen
    from recap.errors import SettingsError

    asked, said = chosen(select, ignore), known.recap.check
    if select:
        return asked
    for key, words in (("select", said.select), ("ignore", said.ignore)):
        try:
            chosen(words)
        except UnknownRule as error:
            fault = error.problems[0]
            raise SettingsError(known.file.problem(fault.message, fault.hint, "RECAP", "check", key)) from error
    return chosen(said.select, [*ignore, *said.ignore])


def _site(paths: Sequence[Path], published: Path | None, known: "Configured") -> "Site":
    """Return the site of these posts, each read; without a path, of all."""
    from recap.check import Site, files
    from recap.posts import shelf

    said = published or (known.base / known.recap.check.published if known.recap.check.published else None)
    addresses = files.published(said) if said else files.last_built(known.built)
    return Site(
        posts=tuple(_read(files.posts_in(paths or (known.content,)), known)),
        content=known.content,
        published=addresses,
        slugs=frozenset(shelf(known.content).slugs if addresses and paths else ()),
        secure=files.secure(known.base / files.LEDGER),
    )


_AT_ONCE = 64
"""Posts that are read together, by all processors, before the bar moves."""


def _read(paths: Sequence[Path], known: "Configured") -> "Iterator[Post]":
    """Yield the posts; in a terminal a bar shows how far it is."""
    import os

    from rich.console import Console
    from rich.progress import Progress

    from recap.check.files import is_page
    from recap.check.post import read_post

    console = Console(stderr=True)
    # A bar that refreshes itself is a second thread, and with that other processes begin more slowly.
    with Progress(console=console, transient=True, disable=not console.is_terminal, auto_refresh=False) as bar:
        task = bar.add_task("Reading", total=len(paths))
        # The first alone: the others are read by copies of this process, which has its tables then.
        for start, end in pairwise([0, *range(1, len(paths), _AT_ONCE), len(paths)]):
            group = paths[start:end]
            known.posts.read_ahead(map(str, group), os.cpu_count() or 1)
            for path in group:
                post = read_post(path, page=is_page(path), options=known.reading, kept=known.posts)
                post.document  # noqa: B018  (read now, while the bar moves)
                yield post
            bar.update(task, advance=len(group), refresh=True)


def _mend(site: "Site", found: "Sequence[Found]", *, quiet: bool) -> int:
    """Show and write what can be mended; return in how many posts."""
    from recap.check import fix

    mends = list(fix.mends(site.posts, found))
    for post, new in mends:
        for line in fix.diff(post, new):
            click.echo(line, err=quiet)
        fix.write(post, new)
    return len(mends)


def _closing_line(site: "Site", found: "Sequence[Found]") -> str:
    """Return how many findings there are: `3 findings in 7 posts, 1 can be mended with --fix`."""
    said = f"{counted(len(found), 'finding')} in {counted(len(site.posts), 'post')}"
    fixable = sum(each.finding.edit is not None for each in found)
    return f"{said}, {fixable} can be mended with --fix" if fixable else said
