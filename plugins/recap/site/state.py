"""What a build knows of itself. It travels in Pelican's settings, so that several builds share one process."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from recap.errors import Problem
from recap.index import Counts, Index, build, counts
from recap.reading.options import ReadingOptions
from recap.settings import Settings
from recap.settings_file import SettingsFile
from recap.site.incremental.asked import AskedIndex, Notebook
from recap.site.incremental.digests import Digests
from recap.site.incremental.inputs import Trust
from recap.site.incremental.kept_contents import KeptContents
from recap.site.incremental.outputs import Outputs
from recap.site.rendering import Task
from recap.store import KeptPosts, Step, Store

_KEY = "RECAP_STATE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A page of the site, for the sitemap."""

    url: str
    """Its address below the site's."""
    changed: datetime | None
    """When the post was written or changed, for a list the newest of its posts; None where none says."""


@dataclass(slots=True, kw_only=True)
class Run:
    """What one run finds; each run of a process that watches has its own."""

    problems: list[Problem] = field(default_factory=list)
    """Why something is missing on the site: the build ends with exit 1."""
    warnings: list[Problem] = field(default_factory=list)
    """What the author should know; the site is whole."""
    addresses: dict[str, str] = field(default_factory=dict)
    """Output file -> the source that has it."""
    pages: dict[str, Callable[[], Written]] = field(default_factory=dict)
    """Output file -> what tells of the page, for all pages that search engines may list."""
    index: Index = field(default_factory=lambda: build(()))
    counts: Counts = field(default_factory=lambda: counts(build(())))
    """How much there is on the site."""
    asked: AskedIndex = field(default_factory=lambda: AskedIndex(build(()), Notebook()))
    """The same, as templates have it."""
    contents: Mapping[str, Any] = field(default_factory=dict)
    """Every post and page by its source, None for those with a fault: Pelican's `generated_content`."""
    unfinished: bool = False
    """Whether something that failed may go well the next time, though nothing changes."""
    copied: list[Any] = field(default_factory=list)
    """Pelican's static files."""
    tasks: dict[str, Task] = field(default_factory=dict)
    """Output file -> how to make it, for what is not made yet."""
    digests: Digests = field(default_factory=Digests)
    outputs: Outputs = field(default_factory=Outputs)
    made: KeptContents = field(default_factory=KeptContents)
    """Posts and pages of earlier builds, as Pelican made them."""


@dataclass(slots=True, kw_only=True)
class State:
    """What holds for all runs of one site, and the run that is under way."""

    settings: Settings
    reading: ReadingOptions
    file: SettingsFile
    posts: KeptPosts
    store: Store = field(default_factory=Store)
    trust: Trust = Trust.NOTHING
    code: str = ""
    """A digest of the code that makes pages, and its surroundings."""
    made_with: str = ""
    """A digest of everything that holds for all pages: settings, theme, code."""
    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    """How many processes may work at once."""
    step: Step = lambda *_: None
    """Is told of work that takes long."""
    later: bool = False
    """Whether pages are made when somebody asks for them."""
    notes: tuple[Problem, ...] = ()
    """What every run has to say, whatever it finds."""
    run: Run = field(default_factory=Run)

    def __reduce__(self) -> tuple[type[str], tuple[()]]:
        """Leave the state out of Pelican's cache, which pickles the settings with every tag."""
        return str, ()


def keep(pelican: dict[str, Any], state: State) -> None:
    """Put the state where all parts of the build find it."""
    pelican[_KEY] = state


def state_of(pelican: Mapping[str, Any]) -> State:
    """Return the state of the site with these settings, or this context: Pelican's context is a copy of them."""
    state = pelican[_KEY]
    assert isinstance(state, State)
    return state


def shown(path: str | Path) -> str:
    """Return a file's name as the author would write it: from the working folder when it is below."""
    # As strings: this is asked several times of every post.
    whole, here = os.path.abspath(path), os.getcwd()  # noqa: PTH100, PTH109
    return "." if whole == here else whole.removeprefix(f"{here}{os.sep}")
