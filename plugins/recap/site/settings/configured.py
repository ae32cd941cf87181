"""What the settings of a site say to those who look at its posts and build nothing."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from recap.errors import SettingsError
from recap.reading.options import ReadingOptions
from recap.settings import Settings, read, reading_options, save_as
from recap.settings_file import SettingsFile
from recap.site.settings import pelican_settings
from recap.site.settings.conf import load, settings_file
from recap.site.state import shown
from recap.store import STORE, KeptPosts, Manner, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Configured:
    """The part of a site's settings that a command needs for its posts."""

    content: Path = Path("content")
    """The folder of the posts."""
    output: Path = Path("output")
    """The folder that the site is built to."""
    base: Path = Path()
    """The folder of the settings file: files that it names are meant from there."""
    file: SettingsFile = field(default_factory=lambda: SettingsFile(("pelicanconf.py",)))
    """Where a message about the settings is put."""
    recap: Settings = field(default_factory=Settings)
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    posts: KeptPosts = field(default_factory=lambda: KeptPosts(Store(), Manner(options=ReadingOptions())))
    """The posts by way of what builds keep; in a folder without settings nothing is kept on disk."""

    @property
    def built(self) -> Path | None:
        """What the site said of itself when it was last built; None where no such file is made."""
        data = self.recap.urls.get("site_data")
        return self.output / save_as(data) if data else None


def configured(conf: Path | None = None) -> Configured:
    """Return what `conf`, or else pelicanconf.py of the working folder says; the defaults where there is neither.

    Raises RecapError for settings that cannot be used.
    """
    if conf is None and not Path("pelicanconf.py").is_file():
        return Configured()
    with _unsaid():
        pelican = load(conf, {})
    file = settings_file(pelican)
    if faults := pelican_settings.markdown_faults(pelican, file):
        raise SettingsError(*faults)
    reading = reading_options(pelican)
    manner = Manner(options=reading, formatted_fields=frozenset(pelican["FORMATTED_FIELDS"]))
    return Configured(
        content=_shown(pelican["PATH"]),
        output=_shown(pelican["OUTPUT_PATH"]),
        base=conf.parent if conf else Path(),
        file=file,
        recap=read(pelican.get("RECAP", {}), file),
        reading=reading,
        posts=KeptPosts(Store(STORE), manner),
    )


@contextmanager
def _unsaid() -> Iterator[None]:
    """Keep what Pelican warns of from the terminal: it is about building."""
    root, nobody = logging.getLogger(), logging.NullHandler()
    root.addHandler(nobody)
    try:
        yield
    finally:
        root.removeHandler(nobody)


def _shown(folder: str) -> Path:
    return Path(shown(folder))
