"""Values as text: JSON as a file, and JSON within an HTML page."""

import json
from collections.abc import Mapping
from typing import Any

_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end a `script` element or a line of JavaScript; as an escape it is the same JSON."""


def json_text(value: Mapping[str, Any]) -> str:
    """Return the value as JSON with a newline at its end; on one line, which costs a tenth of the time."""
    return f"{json.dumps(value, ensure_ascii=False)}\n"


def json_in_html(value: Mapping[str, Any]) -> str:
    """Return the value as JSON that can stand within a `script` element whatever it says."""
    return json.dumps(value, ensure_ascii=False).translate(_UNSAFE)
