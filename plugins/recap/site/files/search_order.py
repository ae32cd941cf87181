"""The same documents make the same index: Pagefind itself writes filters in an order that it draws each time."""

import gzip
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import cbor2

_MARK = b"pagefind_dcd"
"""What each of Pagefind's files begins with, once it is unpacked; the rest is CBOR."""

_FILTERS = 3
"""Where in the meta file the filters are: pairs of a name and the name of the filter's file."""


def put_in_order(folder: Path) -> None:
    """Sort the filters and their values in the index that Pagefind made in `folder`, and name the files anew.

    What is not as it is in Pagefind 1.5 stays as it was made: it is no worse, only in another order.
    """
    entry = folder / "pagefind-entry.json"
    try:
        text = entry.read_text(encoding="utf-8")
        for language, facts in json.loads(text)["languages"].items():
            text = text.replace(facts["hash"], _order_meta(folder, language, facts["hash"]))
    except (LookupError, OSError, TypeError, ValueError):
        return
    entry.write_text(text, encoding="utf-8")


def _order_meta(folder: Path, language: str, name: str) -> str:
    """Sort all filters of a language and return the new name of its meta file, as pagefind-entry.json has it."""
    file = folder / f"pagefind.{name}.pf_meta"
    meta = _read(file)
    meta[_FILTERS] = sorted([key, _order_filter(folder, language, old)] for key, old in meta[_FILTERS])
    return _write(meta, file, f"{language}_", 10)


def _order_filter(folder: Path, language: str, name: str) -> str:
    """Sort the values of a filter and return the new name of its file."""
    file = folder / "filter" / f"{name}.pf_filter"
    key, values = _read(file)
    return _write([key, sorted(values)], file, f"{language}_", 7)


def _read(file: Path) -> Any:
    data = gzip.decompress(file.read_bytes())
    return cbor2.loads(data.removeprefix(_MARK))


def _write(value: Any, old: Path, start: str, length: int) -> str:
    """Write the value in place of the file `old` under a name made of what is in it, and return that."""
    data = _MARK + cbor2.dumps(value)
    name = start + sha256(data).hexdigest()[:length]
    old.unlink()
    old.with_name(f"{old.name.partition(start)[0]}{name}{old.suffix}").write_bytes(gzip.compress(data, mtime=0))
    return name
