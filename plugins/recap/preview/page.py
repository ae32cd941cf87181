"""What the preview adds to a page on its way to the browser; no file is changed."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from importlib.resources import files

from recap.errors import Problem


def with_preview(html: bytes, version: int, problems: Iterable[Problem]) -> bytes:
    """Return a page with the problems, the margin and the script that reloads it, before the end of its body.

    All that is added is ASCII, so that the page may have any encoding of today.
    """
    before, end, after = html.rpartition(b"</body>")
    if not end:
        before, after = html, b""
    return before + _added(version, problems).encode("ascii", "xmlcharrefreplace") + end + after


def not_found(problems: Iterable[Problem]) -> bytes:
    """Return the page for an address without one, for a site that has no page for that."""
    said = _list(problems) or "<p>Nothing is at this address.</p>"
    head = '<!DOCTYPE html>\n<html lang="en"><title>Not found</title>'
    return f"{head}\n<body><h1>Not found</h1>\n{said}</body></html>\n".encode()


def _added(version: int, problems: Iterable[Problem]) -> str:
    return (
        f'<recap-preview data-version="{version}"><template shadowrootmode="open">'
        f"<style>{_resource('client.css')}</style>{_faults(problems)}"
        '<details class="margin"><summary>Margin</summary><div class="notes"></div></details>'
        f"</template></recap-preview><script>{_resource('client.js')}</script>"
    )


def _faults(problems: Iterable[Problem]) -> str:
    said = _list(problems)
    head = "<summary>Not all of the site could be built. What you see is the last that could be read.</summary>"
    return f'<details class="problems" role="alert" open>{head}{said}</details>' if said else ""


def _list(problems: Iterable[Problem]) -> str:
    items = "".join(map(_problem, problems))
    return f"<ul>{items}</ul>" if items else ""


def _problem(problem: Problem) -> str:
    where = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
    return f"<li><code>{escape(where)}</code> {escape(problem.message)}<p>{escape(problem.hint)}</p></li>"


@lru_cache
def _resource(name: str) -> str:
    return (files("recap.preview") / name).read_text(encoding="ascii")
