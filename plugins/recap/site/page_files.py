"""Where Pelican writes the text of a page or a feed to, in place of its own files."""

import io
from pathlib import Path
from types import TracebackType

from recap.site.incremental.outputs import replace


class PageFile(io.StringIO):
    """Text that becomes a file when it is whole."""

    def __init__(self, path: Path, encoding: str) -> None:
        """Write to `path`."""
        super().__init__()
        self._path, self._encoding = path, encoding

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write the file, unless something went wrong."""
        if kind is None:
            replace(self._path, self.getvalue().encode(self._encoding))
        super().__exit__(kind, error, trace)


class Sink(io.StringIO):
    """Text that is wanted, and becomes no file."""

    text = ""

    def close(self) -> None:
        """Keep the text: Pelican closes what it has written to."""
        self.text = self.getvalue()
        super().close()
