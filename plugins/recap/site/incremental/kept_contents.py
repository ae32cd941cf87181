"""Posts and pages as Pelican made them of what was read: where neither file nor settings changed, so are they.

Only what stands alone is kept: how posts are listed, and who is beside whom, is settled with every build.
"""

import pickle
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

from recap.errors import NO_DATE
from recap.model import Conference
from recap.site.contents import Lasting
from recap.store import Store, Traits

_OF_PICKLES = 5
_SETTINGS = "the settings"
_CLASSES = {
    "datetime": {"date", "datetime", "time", "timedelta", "timezone"},
    "pelican.urlwrappers": {"Author", "Category", "Tag"},
    "pelican.utils": {"SafeDatetime"},
    "recap.index.brief": {"Brief"},
    "recap.site.incremental.kept_contents": {"conference_of"},
    "recap.store.kept": {"Traits"},
}
"""What contents are made of, by module; a store that names anything else is not believed."""


_Parts = tuple[str, Traits, dict[str, Any]]
"""The name of a content's class, what is asked of its post, and what it consists of."""
_NOTHING: tuple[Any, ...] = ("", None, {})


class KeptContents:
    """The contents of one site, for one run: those that were kept, and those that will be."""

    def __init__(self, store: Store | None = None, site: str = "", made_with: str = "") -> None:
        """Use those in `store` that were made with the same; without a store nothing is kept."""
        self._store, self._site, self._made_with = store, site, made_with
        self._before: Mapping[str, tuple[str, bytes]] = store.contents(site, made_with) if store else {}
        self._ready: dict[str, _Parts] = {}
        self._now: dict[str, tuple[str, bytes]] = {}
        self._here: set[str] = set()

    @property
    def paths(self) -> Iterable[str]:
        """Of the posts whose contents were kept."""
        return self._before

    def lacks(self, path: str, key: str) -> bool:
        """Whether the content of the post at `path`, as it is under this key, was not kept."""
        return self._before.get(path, ("",))[0] != key

    def unpack(self, settings: Mapping[str, Any]) -> None:
        """Make all ready to be had, for Pelican's `settings`: a good time is while others read what is new."""
        found = ((path, _unpacked(data, settings)) for path, (_, data) in self._before.items())
        self._ready = {path: parts for path, parts in found if parts}
        self._before = {path: (key, b"") for path, (key, _) in self._before.items()}

    def get(
        self, path: str, key: str, kind: type[Lasting], settings: Mapping[str, Any], context: Mapping[str, Any]
    ) -> Lasting | None:
        """Return the content of the post at `path`, one of its `kind`, for Pelican's settings and `context`."""
        name, traits, state = self._ready.pop(path, _NOTHING)
        if self._store is None or self.lacks(path, key) or name != kind.__name__:
            return None
        self._here.add(path)
        return kind.thawed(state, settings, context, self._store.later(key, traits))

    def keep(self, path: str, content: Any) -> None:
        """Keep a content that Pelican has just made, if it would be the same another time."""
        if self._store is None or not isinstance(content, Lasting) or not _lasts(content):
            return
        assert content.kept
        data = BytesIO()
        _Writer(data, content.settings).dump((type(content).__name__, content.kept.traits, content.frozen()))
        self._now[path] = content.kept.key, data.getvalue()
        self._here.add(path)

    def finish(self) -> None:
        """Keep for the next build what this one has: all are read."""
        if self._store and (self._now or self._before.keys() - self._here):
            self._store.keep_contents(self._site, self._made_with, self._now, self._before.keys() - self._here)
        self._now = {}


def _unpacked(data: bytes, settings: Mapping[str, Any]) -> _Parts | None:
    try:
        name, traits, state = _Reader(BytesIO(data), settings).load()
    except Exception:  # whatever a damaged file may hold: it is made again
        return None
    return name, traits, state


def _lasts(content: Lasting) -> bool:
    """Whether nothing but the file and the settings made it what it is, and nothing has to be said of it."""
    kept = content.kept
    if kept is None or kept.warnings or kept.traits.wordless_pictures:
        return False
    if any(problem.message != NO_DATE for problem in kept.problems):  # pages need none
        return False
    date = getattr(content, "date", None)
    return date is None or date.replace(tzinfo=content.timezone) <= datetime.now(content.timezone)


def can_be_kept(settings: Mapping[str, Any]) -> bool:
    """Whether Pelican makes the same content of the same file with these settings.

    It does not where dates are those of files, and not where one content sets the locale for those that follow.
    """
    locales = (settings["DEFAULT_DATE_FORMAT"], *settings["DATE_FORMATS"].values())
    return settings.get("DEFAULT_DATE") != "fs" and not any(isinstance(each, tuple) for each in locales)


_OF_CONFERENCE = tuple(field.name for field in fields(Conference))


def conference_of(*values: Any) -> Conference:
    """Return the conference whose fields have these values."""
    return Conference(**dict(zip(_OF_CONFERENCE, values, strict=True)))


class _Writer(pickle.Pickler):
    def __init__(self, file: BytesIO, settings: Mapping[str, Any]) -> None:
        super().__init__(file, _OF_PICKLES)
        self._settings = settings

    def reducer_override(self, value: Any) -> Any:
        """Take a conference apart by its fields: it is made again five times as quickly."""
        if type(value) is Conference:
            return conference_of, tuple(getattr(value, name) for name in _OF_CONFERENCE)
        return NotImplemented

    def persistent_id(self, value: Any) -> str | None:
        """Leave out the settings, which every tag has, and the time zones, which Python has."""
        if value is self._settings:
            return _SETTINGS
        return value.key if isinstance(value, ZoneInfo) else None


class _Reader(pickle.Unpickler):
    def __init__(self, file: BytesIO, settings: Mapping[str, Any]) -> None:
        super().__init__(file)
        self._settings = settings

    def persistent_load(self, name: str) -> Any:
        """Put them back."""
        return self._settings if name == _SETTINGS else ZoneInfo(name)

    def find_class(self, module: str, name: str) -> Any:
        """Return a class that contents are made of."""
        if name not in _CLASSES.get(module, ()):
            raise pickle.UnpicklingError(f"{module}.{name} is no part of a post")
        return super().find_class(module, name)
