"""A session's heading that names its speakers leads to their pages; every other is left to the line below it."""

import pytest

from recap.model import Speaker
from recap.site.templating.named_heading import named_heading


def link(person: Speaker) -> str:
    return f"[{person.name}]"


def shown(heading: str, *names: str) -> str:
    return named_heading(heading, [Speaker(name=name) for name in names], link)


@pytest.mark.parametrize(
    ("heading", "names", "expected"),
    [
        ("<h3>Caches - Ada Winter</h3>", ["Ada Winter"], "<h3>Caches - [Ada Winter]</h3>"),
        ("<h3>Caches - Ada&nbsp;Winter</h3>", ["Ada Winter"], "<h3>Caches - [Ada Winter]</h3>"),
        ("<h3>Ada and Ada Winter</h3>", ["Ada", "Ada Winter"], "<h3>[Ada] and [Ada Winter]</h3>"),
        ("<h3>Tea &amp; <em>Ada Winter</em></h3>", ["Ada Winter"], "<h3>Tea &amp; <em>[Ada Winter]</em></h3>"),
        ('<h3 id="x" data-by="Ada Winter">Caches</h3>', ["Ada Winter"], ""),
        ("<h3>Caches - Ada Winter</h3>", ["Ada Winter", "Ben Okafor"], ""),
        ("<h3>Wintergreen</h3>", ["Winter"], ""),
        ('<h3><a href="https://ada.example/">Ada Winter</a>: Caches</h3>', ["Ada Winter"], ""),
        ("<h3>Caches</h3>", [], ""),
    ],
)
def test_each_name_is_linked_in_its_place_or_none_is(heading: str, names: list[str], expected: str) -> None:
    assert shown(heading, *names) == expected
