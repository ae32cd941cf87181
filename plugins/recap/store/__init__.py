"""What was read and what was written, kept on disk, so that a build does again only what has changed."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recap.store.digest import digest

if TYPE_CHECKING:
    from recap.store.ahead import reader_for
    from recap.store.beside import processes
    from recap.store.database import Output, Store
    from recap.store.kept import Kept, Traits
    from recap.store.posts import KeptPosts, Manner, Reader, Stamp, Step, Text, reads_with

__all__ = [
    "FOLDER",
    "STORE",
    "Kept",
    "KeptPosts",
    "Manner",
    "Output",
    "Reader",
    "Stamp",
    "Step",
    "Store",
    "Text",
    "Traits",
    "digest",
    "processes",
    "reader_for",
    "reads_with",
]

FOLDER = Path(".recap")
"""Where the store is, from the folder that the build runs in."""

STORE = FOLDER / "store.sqlite"

_MODULES = {
    "ahead": ("reader_for",),
    "beside": ("processes",),
    "database": ("Output", "Store"),
    "kept": ("Kept", "Traits"),
    "posts": ("KeptPosts", "Manner", "Reader", "Stamp", "Step", "Text", "reads_with"),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Fetch what is asked for from its module: a process that reads is begun before anybody needs the others."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
