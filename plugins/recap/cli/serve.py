"""`recap serve`: the site as it is being written."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from recap.errors import RecapError

if TYPE_CHECKING:
    from recap.preview import Preview
    from recap.preview.builder import Shown


@click.command("serve")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any that is free."
)
@click.option("--bind", default="127.0.0.1", show_default=True, help="Another address lets others look, too.")
@click.option("--content", type=click.Path(path_type=Path), help="The folder of the posts.")
@click.option("--settings", type=click.Path(path_type=Path), help="The settings file, as for `recap build`.")
def command(port: int, bind: str, content: Path | None, settings: Path | None) -> None:
    """Show the site, drafts too, and again whenever a file is saved.

    Beside each page stands what was recognised in it, and what `recap check` says. Ctrl-C ends it.

    \b
    Examples:
      recap serve
      recap serve --port 8001 --settings publishconf.py
    """
    import signal
    from tempfile import TemporaryDirectory

    from recap.preview import Preview
    from recap.site.live import live

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    with TemporaryDirectory(prefix="recap-", ignore_cleanup_errors=True) as folder:
        try:
            _serve(Preview(lambda lock: live(settings, Path(folder), content, _say, lock)), bind, port, settings)
        except KeyboardInterrupt:
            return


def _serve(preview: "Preview", bind: str, port: int, settings: Path | None) -> None:
    """Gather the site, and serve it while another thread watches; the port comes first: that can fail."""
    import time
    from threading import Event, Thread

    from recap.preview import Server
    from recap.preview.watch import watch

    with Server(bind, port, preview, settings) as server:
        began = time.time_ns()
        shown = preview.build()
        if not shown.sites:
            raise RecapError(*shown.problems)
        _report(shown)
        click.echo(f"The preview is at {server.url} (Ctrl-C ends it)")
        watching = (lambda: preview.shown.sources, lambda files: _report(preview.change(files)), Event(), began)
        Thread(target=watch, args=watching, daemon=True).start()
        server.serve_forever()


def _report(shown: "Shown") -> None:
    for problem in shown.problems:
        _say(str(problem))


def _say(line: str) -> None:
    click.echo(line, err=True)
