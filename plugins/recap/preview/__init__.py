"""The live preview: builds while the author writes, serves it on this machine, and tells the browser."""

from recap.preview.builder import Preview
from recap.preview.server import Server

__all__ = ["Preview", "Server"]
