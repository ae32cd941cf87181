"""The table of the commands, and what every one of them does about errors."""

import errno
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper

import click

from recap import __version__
from recap.errors import Problem, RecapError

COMMANDS: Mapping[str, str] = {
    "init": "recap.cli.init",
    "import": "recap.cli.import_",
    "new": "recap.cli.new",
    "build": "recap.cli.build",
    "serve": "recap.cli.serve",
    "inspect": "recap.cli.inspect",
    "check": "recap.cli.check",
}
"""Each command and the module whose `command` it is, in the order of `recap --help`."""


class Commands(click.Group):
    """The commands, each imported when it is asked for. Exit 0 clean, 1 findings, 2 cannot run."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Return the names of the commands, in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for; one that does not exist is told with a guess."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0], COMMANDS, n=1)
            meant = f" Did you mean '{near[0]}'?" if near else ""
            raise click.UsageError(f"{error.message}{meant}", ctx) from None

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a RecapError is printed, a line for each problem, and decides the exit code."""
        if isinstance(sys.stdout, TextIOWrapper):
            sys.stdout.reconfigure(errors="replace")  # a terminal may not know the letters of a name
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            sys.exit(130)  # as a shell says it; nothing is left half written
        except RecapError as error:
            for problem in error.problems:
                click.echo(str(problem), err=True)
            sys.exit(error.exitcode)
        except OSError as error:
            if error.errno == errno.EPIPE:  # nobody listens any more, which click sees to
                raise
            click.echo(str(_refused(error)), err=True)
            sys.exit(RecapError.exitcode)


def _refused(error: OSError) -> Problem:
    """Return what the system refused, where nobody nearer to it has said so: a full disk, say."""
    where = "recap" if error.filename is None else str(error.filename)
    hint = "mend that and try again"
    return Problem(path=where, line=None, message=error.strerror or str(error), hint=hint)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="recap")
def main() -> None:
    """Conference recaps that can be found again.

    \b
    Example:
      recap init notes && cd notes && recap serve
    """
