"""What a tag or a shortcode is given."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from recap.importing.place import Place
from recap.reading.front_matter import as_text

_ARGUMENT = re.compile(r"""(?:([\w-]+)\s*=\s*)?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[^\s"'`=,]+)""")


@dataclass(frozen=True, slots=True)
class Given:
    """What a tag is given."""

    words: tuple[str, ...]
    """The values without a name."""
    named: Mapping[str, str]

    def get(self, *names: str) -> str:
        """Return the first of the named values there is, else "" ."""
        return next((self.named[name] for name in names if self.named.get(name)), "")


def given(text: str, place: Place) -> Given:
    """Part what stands in a tag: `"a" width=3` and, in Liquid, `id=page.video`."""
    found = [(name, _value(value, place)) for name, value in _ARGUMENT.findall(text)]
    named = {name: value for name, value in found if name}
    return Given(tuple(value for name, value in found if not name), named)


def _value(text: str, place: Place) -> str:
    if text[:1] in "\"'`":
        return re.sub(r"\\(.)", r"\1", text[1:-1])
    if text in place.words:
        return place.words[text]
    key = text.removeprefix("page.")
    return as_text(place.values.get(key.lower().replace("-", "_"))) if key != text else text
