"""The site's search: Pagefind makes the index, once there is something new to find."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import replace as altered
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from recap.errors import Problem
from recap.settings import Settings
from recap.site.files.search_order import put_in_order
from recap.site.incremental.outputs import replace

FOLDER = "pagefind"
"""Where the index is, below the output folder; the theme's search.js looks there."""

MISSING = Problem(
    path="search",
    line=None,
    message="Pagefind is not installed, so the site has no search",
    hint="pip install 'pagefind[bin]', or say that you want none: RECAP = {\"search\": False}",
)


def program() -> Path | None:
    """Return Pagefind's program, or None where it is not installed: not every platform has a wheel."""
    if not find_spec("pagefind"):
        return None
    from pagefind.service import get_executable  # noqa: PLC0415  (see above)

    return get_executable()


def possible(settings: Settings) -> Settings:
    """Return the settings without a search page where there can be none."""
    if "search" not in settings.urls or program():
        return settings
    return altered(settings, urls={name: url for name, url in settings.urls.items() if name != "search"})


def update(documents: Mapping[str, str], output: Path, language: str) -> Problem | None:
    """Bring the index below `output` up to date; return why that failed.

    `documents` are what search_documents gives. The whole site is one index, whatever its languages, so that all
    of it is found from every page; words are cut to their stems as in `language`.
    """
    folder, found = output / FOLDER, program()
    digest = sha256(json.dumps([documents, language, version("pagefind")]).encode()).hexdigest()
    note = folder / "digest.txt"
    if found is None or not documents or (note.is_file() and note.read_text(encoding="ascii") == digest):
        return None
    with TemporaryDirectory() as scratch:
        source, made = Path(scratch, "documents"), Path(scratch, "index")
        for name, html in documents.items():
            file = source / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(html, encoding="utf-8")
        fault = _run(found, source, made, language)
        if fault:
            return _failed(fault)
        put_in_order(made)
        _take(made, folder)
    replace(note, digest.encode("ascii"))
    return None


def _run(found: Path, source: Path, made: Path, language: str) -> str:
    """Run Pagefind and return what it complains of, or ""."""
    short = language.replace("_", "-").lower()
    command = [
        str(found),
        "--site",
        str(source),
        "--output-path",
        str(made),
        "--force-language",
        short,
        "--silent",
    ]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    except OSError as error:
        return f"{found} cannot be run: {error.strerror or error}"
    if done.returncode == 0:
        return ""
    said = (done.stderr + done.stdout).strip().splitlines()
    return f"Pagefind made no index: {said[0].strip() if said else f'it ended with {done.returncode}'}"


def _failed(fault: str) -> Problem:
    hint = 'the rest of the site is built; mend that, or do without: RECAP = {"search": False}'
    return Problem(path="search", line=None, message=fault, hint=hint)


NEEDED = ("pagefind.js", "pagefind-worker.js", "*.json", "*.pf_meta", "wasm.*", "*/*.pf_*")
"""What search.js loads. The rest of what Pagefind writes is its own interface, ten times as much."""


def _take(made: Path, folder: Path) -> None:
    """Make `folder` hold what was made, files that stay the same untouched."""
    wanted = {path.relative_to(made) for pattern in NEEDED for path in made.glob(pattern)}
    for path in [path for path in folder.rglob("*") if path.is_file() and path.relative_to(folder) not in wanted]:
        path.unlink()
    for name in sorted(wanted):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        replace(folder / name, (made / name).read_bytes())
