"""`recap import`: posts of other generators become posts here."""

from pathlib import Path

import click

from recap.cli.counting import counted


@click.command("import", short_help="Bring posts along from Jekyll, Hugo or plain Markdown.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--to", "content", type=click.Path(path_type=Path),
    help="The folder of the posts; that of the settings otherwise.",
)  # fmt: skip
@click.option(
    "--date-from", type=click.Choice(["git", "mtime"]),
    help="Where the date of a post comes from that says none: its first commit, or the file's last change.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be left behind.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but what could not be carried over.")
def command(*, folder: Path, content: Path | None, date_from: str | None, dry_run: bool, quiet: bool) -> None:
    """Make posts here of those in DIR: a site of Jekyll or Hugo, or any folder of Markdown files.

    Nothing in DIR changes, and nothing that is there already is overwritten. What could not be carried over is
    named with file and line, and the command ends with exit 1.

    \b
    Examples:
      recap import ../old-blog --dry-run
      recap import ../old-blog --to content
      recap import notes --date-from git
    """
    from rich.console import Console
    from rich.progress import track

    from recap.errors import PostsFailed, Problem
    from recap.importing import convert, look, write
    from recap.importing.dates import dates
    from recap.site.settings.configured import configured

    content = content or configured().content
    source = look(folder, without=content)
    console = Console(stderr=True)
    converted = convert(source, content, dates(source.posts, date_from))
    steps = track(
        converted, "Importing", len(source.posts), console=console, transient=True, disable=not console.is_terminal
    )
    problems, posts, copies = [*source.skipped], 0, 0
    for each in steps:
        if isinstance(each, Problem):
            problems.append(each)
            continue
        in_the_way = [*write(each, content, dry=dry_run)]
        problems += [*each.left, *in_the_way]
        left_out = {problem.path for problem in in_the_way}
        posts += str(content / each.name) not in left_out
        copies += sum(str(content / name) not in left_out for name in each.copies)
    if not quiet:
        click.echo(_closing_line(posts, copies, len(problems), content, dry=dry_run))
    if problems:
        raise PostsFailed(*problems)


def _closing_line(posts: int, copies: int, problems: int, content: Path, *, dry: bool) -> str:
    """Return what was done: `Imported 3 posts and 2 files to content; 1 thing is left to do by hand`."""
    done = "Would import" if dry else "Imported"
    left = f"; {counted(problems, 'thing')} to look at:" if problems else ""
    return f"{done} {counted(posts, 'post')} and {counted(copies, 'file')} to {content}{left}"
