"""The shortest way through a build: where nothing has changed there is nothing to do, and Pelican is not asked."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from recap.site.incremental.inputs import Begun, Trust, everything, trust
from recap.site.incremental.outputs import Outputs
from recap.site.state import state_of
from recap.store import STORE, Store

logger = logging.getLogger(__name__)


def begins_with(settings: Mapping[str, Any]) -> Begun:
    """Return all that a build of these settings begins with, nothing where that cannot be known."""
    unknown = trust(settings) is Trust.NOTHING or settings["DELETE_OUTPUT_DIRECTORY"]
    return Begun() if unknown else everything(settings)


def unchanged(settings: Mapping[str, Any], begun: Begun) -> Mapping[str, Any] | None:
    """Return what the last build said and counted, if it began with the same and all that it wrote is there."""
    if not begun.digest or not STORE.is_file():
        return None
    store = Store(STORE, logger.warning)
    outputs = Outputs(Path(settings["OUTPUT_PATH"]), store)
    same = outputs.last.get("begun") == begun.digest and outputs.as_left()
    store.close()
    return outputs.last if same else None


def note_whole(settings: Mapping[str, Any], begun: Begun, said: Sequence[str]) -> None:
    """Note that the site is whole, unless it changes by itself: when the day of a post comes."""
    run = state_of(settings).run
    now = datetime.now().astimezone()
    waits = not settings["WITH_FUTURE_DATES"] and any(
        content and getattr(content, "date", now) > now for content in run.contents.values()
    )
    if begun.digest and not waits and not run.unfinished:
        run.outputs.add(begun=begun.digest, said=[*said])
