"""Serves the preview: GET and HEAD, files of the site and nothing else, to this machine's own names."""

import errno
import mimetypes
import socket
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from urllib.parse import urlsplit

from recap.errors import Problem, RecapError, StoreLost, unforeseen
from recap.preview.builder import SHOWS, Preview, Shown
from recap.preview.guard import LOOPBACK, Found, find, folder_address, host_name, is_ours
from recap.preview.margin import Posts, margin
from recap.preview.page import not_found, with_preview

EVENTS = "/.recap/events"
MARGIN = "/.recap/margin"
BEAT = 15.0
"""Seconds between two signs of life to a browser that waits: so a closed one is noticed."""
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    # Drafts are not for the pages of other sites.
    "Cross-Origin-Resource-Policy": "same-origin",
}
HTML = "text/html; charset=utf-8"


class Server(ThreadingHTTPServer):
    """Answers each request in a thread of its own."""

    daemon_threads = True

    def __init__(self, bind: str, port: int, preview: Preview, conf: Path | None = None) -> None:
        """Listen; raises RecapError when the address cannot be had. Port 0 is any that is free.

        The margin takes its rules from the settings file `conf`.
        """
        self.preview, self.posts = preview, Posts(conf)
        self.names = LOOPBACK | {host_name(bind)}
        self.address_family = socket.AF_INET6 if ":" in bind else socket.AF_INET
        try:
            super().__init__((bind, port), Handler)
        except (OSError, OverflowError) as error:
            raise RecapError(_unusable(bind, port, error)) from error
        self.url = f"http://{host_name(bind)}:{self.server_port}/"

    def server_bind(self) -> None:
        """Bind, without asking the network for a name of this machine as the standard library does."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def server_close(self) -> None:
        """End."""
        super().server_close()
        self.preview.close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of browsers that went away."""


def _unusable(bind: str, port: int, error: OSError | OverflowError) -> Problem:
    message = f"cannot listen there: {getattr(error, 'strerror', None) or error}"
    hint = f"end what is running there, or take another port: recap serve --port {min(port + 1, 65535)}"
    if getattr(error, "errno", None) not in {errno.EADDRINUSE, errno.EACCES}:
        hint = "name an address of this machine with --bind, or leave it out"
    return Problem(path=f"{host_name(bind)}:{port}", line=None, message=message, hint=hint)


class Handler(BaseHTTPRequestHandler):
    """Answers one browser."""

    protocol_version = "HTTP/1.1"
    server: Server
    timeout = 60
    """Seconds that a browser may take to ask."""

    def do_GET(self) -> None:
        """Answer with what is at the address."""
        local = host_name(str(self.connection.getsockname()[0]))
        path = urlsplit(self.path).path
        if not is_ours(self.headers.get_all("Host") or [], self.server.names | {local}):
            self._send(HTTPStatus.FORBIDDEN, b"This preview is not for that host name.\n", "text/plain")
        elif path == EVENTS:
            self._tell()
        elif path.startswith(f"{MARGIN}/"):
            self._send(HTTPStatus.OK, self._margin(path.removeprefix(MARGIN)), HTML)
        else:
            try:
                self._page(path, self.server.preview.shown)
            except StoreLost:  # nothing was sent yet
                self._page(path, self.server.preview.build())

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        """Refuse: nothing can be changed here."""
        self.close_connection = True  # its body was not read
        self._send(HTTPStatus.METHOD_NOT_ALLOWED, b"", "text/plain", {"Allow": "GET, HEAD"})

    do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_POST  # noqa: N815

    def _page(self, path: str, shown: Shown) -> None:
        found, folder = find(shown.sites, path), folder_address(shown.sites, path)
        if found:
            self._send_file(HTTPStatus.OK, found, shown)
        elif folder:
            self._send(HTTPStatus.MOVED_PERMANENTLY, b"", "text/plain", {"Location": folder})
        elif missing := find(shown.sites, "/404.html"):
            self._send_file(HTTPStatus.NOT_FOUND, missing, shown)
        else:
            page = with_preview(not_found(shown.problems), shown.version, ())
            self._send(HTTPStatus.NOT_FOUND, page, HTML)

    def _send_file(self, status: HTTPStatus, found: Found, shown: Shown) -> None:
        kind = mimetypes.guess_type(found.name)[0] or "application/octet-stream"
        problems = shown.problems
        try:
            body = found.place.read(found.name)
        except StoreLost:
            raise
        except Exception as error:  # of a template: the next save may be the remedy
            problems = (*problems, unforeseen(f"the page {found.name}", error, SHOWS))
            status, body = HTTPStatus.INTERNAL_SERVER_ERROR, not_found(problems)
        if kind == "text/html":
            body = with_preview(body, shown.version, problems)
        charset = "; charset=utf-8" if kind.startswith("text/") else ""
        self._send(status, body, kind + charset)

    def _margin(self, path: str) -> bytes:
        preview = self.server.preview
        shown = preview.shown
        found = find(shown.sites, path)
        source = shown.addresses.get(found.name) if found else None
        with preview.reading:
            html = margin(self.server.posts.site(shown.addresses.values()), source, shown.addresses)
        return html.encode("utf-8")

    def _send(self, status: HTTPStatus, body: bytes, kind: str, more: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        headers = {**HEADERS, "Content-Type": kind, "Content-Length": str(len(body)), **(more or {})}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _tell(self) -> None:
        """Tell the browser which version is shown, now and after every build, until it goes away."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        for name, value in {**HEADERS, "Content-Type": "text/event-stream", "Connection": "close"}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            _events(self.server.preview, self._write)

    def _write(self, text: str) -> None:
        self.wfile.write(text.encode("ascii"))

    def version_string(self) -> str:
        """Name the server and no versions."""
        return "recap"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the standard library's name)
        """Write no log: the terminal is for what the author can mend."""


def _events(preview: Preview, write: Callable[[str], None]) -> None:
    told = 0
    try:
        while True:
            version = preview.wait(told, BEAT).version
            write(f"event: built\ndata: {version}\n\n" if version != told else ": still here\n\n")
            told = version
    except OSError:
        return  # the browser went away
