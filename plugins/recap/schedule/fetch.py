"""A programme from a file or from the web: http(s) only, within limits of size, time and redirects."""

import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO

from recap import __version__
from recap.schedule.interface import unreadable

MOST_BYTES = 20_000_000
"""Ten times the largest programme seen, FOSDEM's."""
MOST_SECONDS = 60.0
"""For the whole download; a server that says nothing is given a quarter of it."""
MOST_REDIRECTS = 5
_CHUNK = 65_536
_HINT = "download it yourself and give the file"


def fetch(
    source: str,
    *,
    most_bytes: int = MOST_BYTES,
    most_seconds: float = MOST_SECONDS,
    clock: Callable[[], float] = time.monotonic,
) -> bytes:
    """Return what stands at a path or at an http(s) address; raises RecapError with what to do.

    `clock` tells seconds from any beginning; the whole download has `most_seconds` by it.
    """
    if "://" not in source:
        return _file(Path(source), most_bytes)
    if not source.lower().startswith(("http://", "https://")):
        raise unreadable(source, "only http and https addresses are fetched", "replace what stands before the ://")
    request = urllib.request.Request(source, headers={"User-Agent": f"recap/{__version__}", "Accept": "*/*"})
    try:
        with _opener().open(request, timeout=most_seconds / 4) as response:
            return _read(response, source, most_bytes, most_seconds, clock)
    except (OSError, HTTPException, ValueError) as error:
        raise unreadable(source, f"it could not be fetched: {_reason(error)}", f"try again, or {_HINT}") from None


def _file(path: Path, most_bytes: int) -> bytes:
    try:
        if path.stat().st_size > most_bytes:
            raise unreadable(str(path), f"more than {most_bytes // 1_000_000} MB", "no programme is that large")
        return path.read_bytes()
    except OSError as error:
        hint = "check the name; an address begins with https://"
        raise unreadable(str(path), error.strerror or str(error), hint) from None


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, to http and https only."""

    max_redirections = MOST_REDIRECTS

    def redirect_request(  # noqa: PLR0917  (urllib's signature)
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        """Return the next request, or refuse an address that is not on the web."""
        if not newurl.lower().startswith(("http://", "https://")):
            raise urllib.error.URLError("it redirects to an address that is neither http nor https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _opener() -> urllib.request.OpenerDirector:
    """Return an opener that knows http and https and nothing else: no files, no ftp."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _Redirects(),
    ):
        opener.add_handler(handler)
    return opener


def _read(
    response: HTTPResponse, source: str, most_bytes: int, most_seconds: float, clock: Callable[[], float]
) -> bytes:
    """Read in pieces, so that neither a long nor a slow answer goes on for ever."""
    chunks: list[bytes] = []
    size = 0
    deadline = clock() + most_seconds
    while chunk := response.read1(_CHUNK):
        chunks.append(chunk)
        size += len(chunk)
        if size > most_bytes:
            raise unreadable(source, f"more than {most_bytes // 1_000_000} MB", "no programme is that large")
        if clock() > deadline:
            raise unreadable(source, "the download takes too long", _HINT)
    return b"".join(chunks)


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"the server answered {error.code} {error.reason}"
    reason = getattr(error, "reason", None) or error
    return str(reason) or type(error).__name__
