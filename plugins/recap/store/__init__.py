"""What was read and what was written, kept on disk, so that a build does again only what has changed."""

from recap.store.beside import processes
from recap.store.database import FOLDER, STORE, Output, Store
from recap.store.digest import digest
from recap.store.kept import Kept, Traits
from recap.store.posts import KeptPosts, Manner, Reader, Stamp, Step, Text, reader_for, reads_with

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
