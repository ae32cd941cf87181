"""What the templates of Recap's theme ask for beside the pages' own values."""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from fnmatch import fnmatch
from functools import cache, lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from pelican import Pelican
from pelican.generators import Generator, StaticGenerator

from recap import THEME, pictures
from recap.site.claims import unwritable
from recap.site.contents import conference_of
from recap.site.incremental.asked import AskedContext
from recap.site.incremental.once import Once
from recap.site.incremental.outputs import MadeOf, replace
from recap.site.state import Run, state_of
from recap.site.templating.addresses import entry_href, entry_link, href
from recap.site.templating.link_rows import background, host, links_by_kind, materials, rows
from recap.site.templating.named_heading import named_heading
from recap.site.templating.session_heads import says_itself, session_heads
from recap.store import FOLDER, digest

SEARCH_SCRIPT = "js/search.js"
"""What the search page needs of our theme's static files, whatever theme the site has."""


def install(generator: Generator) -> None:
    """Give the templates of a generator the functions and filters of the tables below."""
    functions = {
        "pictures": pictures,
        # For pages that are read from disk, where no file may use another.
        "pictures_sprite": _sprite().replace(' id="', ' id="_icon-'),
        "href": href,
        "entry_href": entry_href,
        "entry_link": entry_link,
        "icons": icons,
        "once": Once(state_of(generator.settings)).text,
    }
    generator.env.context_class = AskedContext
    # A template does not change while a site is built: no need to look at its file for every page.
    generator.env.auto_reload = False
    generator.env.bytecode_cache = Compiled(FOLDER / "templates" / _compiled_with(generator.settings))
    filters = {
        "session_heads": session_heads,
        "named_heading": named_heading,
        "says_itself": says_itself,
        "hue": pictures.hue,
        "materials": materials,
        "background": background,
        "links_by_kind": links_by_kind,
        "link_rows": rows,
        "link_host": host,
        "conference_of": conference_of,
    }
    for table, ours in ((generator.env.globals, functions), (generator.env.filters, filters)):
        for name, function in ours.items():
            table.setdefault(name, function)


class Compiled(FileSystemBytecodeCache):
    """Templates as Jinja compiled them; a folder that cannot be written keeps none."""

    def __init__(self, folder: Path) -> None:
        """Keep them in `folder`, which need not be there."""
        super().__init__(str(folder))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep one."""
        with suppress(OSError):
            Path(self.directory).mkdir(parents=True, exist_ok=True)
            super().dump_bytecode(bucket)


def _compiled_with(settings: Mapping[str, Any]) -> str:
    """Return a digest of what else makes of a template what it becomes: Jinja looks at its text alone."""
    own = (repr(settings.get(name)) for name in sorted(settings) if name.startswith("JINJA_"))
    return digest(version("Jinja2"), *own)[:8]


@pass_context
def icons(context: Context) -> Mapping[str, str]:
    """Return the signs of the sprite icons.svg by name; they stand beside words that say the same."""
    inside = context.resolve("RELATIVE_URLS")
    file = (
        "#_icon-" if inside else f"{context.resolve('SITEURL')}/{context.resolve('THEME_STATIC_DIR')}/icons.svg#"
    )
    return _icons(file)


@lru_cache(maxsize=64)
def _icons(file: str) -> Mapping[str, str]:
    return {
        name: f'<svg class="{"mark" if name == "badge" else "icon"}" aria-hidden="true">'
        f'<use href="{file}{name}"/></svg>'
        for name in re.findall(r'<symbol id="(.+?)"', _sprite())
    }


def copy_what_differs(generator: StaticGenerator) -> None:
    """Let the theme's files be written where they differ: Pelican writes all of them with every build."""
    generator._copy_paths = partial(_copy, generator)


def _copy(generator: StaticGenerator, paths: Iterable[str], theme: str, folder: str, output: str, _: str) -> None:
    for source in (Path(theme, path) for path in paths):
        for file in _files(source, generator.settings["IGNORE_FILES"]):
            name = f"{folder}/{file.relative_to(source if source.is_dir() else source.parent).as_posix()}"
            _put(file, output, name, state_of(generator.settings).run)


def _put(file: Path, output: str, name: str, run: Run) -> None:
    """Make a file of the site what the given one is; RecapError says why it cannot be."""
    try:
        replace(Path(output, name), file.read_bytes())
    except OSError as error:
        raise unwritable(error, name) from error
    run.outputs.note(name, MadeOf())


def _files(source: Path, ignored: Iterable[str]) -> Iterator[Path]:
    """Yield a file, or the files below a folder, but for those that a pattern of IGNORE_FILES is of."""
    if any(fnmatch(source.name, pattern) for pattern in ignored):
        return
    if source.is_dir():
        for each in sorted(source.iterdir()):
            yield from _files(each, ignored)
    elif source.is_file():
        yield source


def lend_script(site: Pelican) -> None:
    """Put the search's script where the pages look for it, when the site's theme has none."""
    folders = [Path(site.theme, folder) for folder in site.settings["THEME_STATIC_PATHS"]]
    if "search" in state_of(site.settings).settings.urls and not any(
        (f / SEARCH_SCRIPT).is_file() for f in folders
    ):
        name = f"{site.settings['THEME_STATIC_DIR']}/{SEARCH_SCRIPT}"
        _put(Path(THEME, "static", SEARCH_SCRIPT), site.output_path, name, state_of(site.settings).run)


@cache
def _sprite() -> str:
    """Return the signs of the theme."""
    text = Path(THEME, "static", "icons.svg").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if line.startswith("<symbol"))
