"""JSON as programmes bring it: parsed once, and asked without trust in its shape."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=1)
def loaded(data: bytes) -> Any:
    """Return what the JSON says; None when it is none."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def maps(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a list, and nothing for what is no list."""
    yield from (each for each in value if isinstance(each, Mapping)) if isinstance(value, list) else ()
