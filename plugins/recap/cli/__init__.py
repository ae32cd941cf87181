"""The `recap` command: what people type. Errors are caught here, once; printing happens here, and only here."""

from recap.cli.commands import main

__all__ = ["main"]
