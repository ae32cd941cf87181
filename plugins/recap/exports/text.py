"""Values as text: JSON as a file, and JSON within an HTML page."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_UNSAFE = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end a `script` element or a line of JavaScript; as an escape it is the same JSON."""


def json_text(value: Mapping[str, Any]) -> str:
    """Return the value as JSON with a newline at its end; on one line, which costs a tenth of the time."""
    return f"{json.dumps(value, ensure_ascii=False)}\n"


def json_pieces(value: Mapping[str, Any], name: str, items: Iterable[Any]) -> Iterator[str]:
    """Yield the same text as `json_text`, of the value with the items as a list under `name`."""
    yield json.dumps({**value, name: []}, ensure_ascii=False).removesuffix("]}")
    before = ""
    for item in items:
        yield f"{before}{json.dumps(item, ensure_ascii=False)}"
        before = ", "
    yield "]}\n"


def json_in_html(value: Mapping[str, Any]) -> str:
    """Return the value as JSON that can stand within a `script` element whatever it says."""
    text = json.dumps(value, ensure_ascii=False)
    for sign, escaped in _UNSAFE.items():
        text = text.replace(sign, escaped)
    return text
