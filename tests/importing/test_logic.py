"""Which conditions of the old site's templates can be told without its generator."""

from pathlib import Path, PurePosixPath

import pytest

from recap.importing.logic import holds
from recap.importing.place import Place
from recap.importing.source import Source


def place(config=None, **values):
    source = Source(root=Path(), generator="jekyll", config=config or {}, posts={})
    name = PurePosixPath("day.md")
    return Place(path=Path("day.md"), name=name, values=values, source=source, addresses={}, words={"who": "Ada"})


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("page.cover", True),
        ("page.Cover", True),
        ("not page.cover", False),
        ('page.cover == "day.png"', True),
        ("page.cover != 'day.png'", False),
        ("page.draft", False),
        ("page.draft == false", True),
        ("page.missing", False),
        ("page.missing == nil", True),
        ("page.missing.deeper", None),
        ("site.author", True),
        ("site.missing", None),
        ("who == 'Ada'", True),
        ("somebody", None),
        ("page.cover contains 'png'", None),
        ("not somebody", None),
        ("true", True),
        ("false", False),
    ],
)
def test_a_condition_is_told_where_front_matter_and_settings_decide_it(condition, told):
    assert holds(condition, place({"author": "Ada"}, cover="day.png", draft=False)) is told


# https://jekyllrb.com/docs/variables/#page-variables
@pytest.mark.parametrize(
    "name",
    [
        "collection",
        "content",
        "dir",
        "excerpt",
        "id",
        "next",
        "output",
        "path",
        "previous",
        "relative_path",
        "url",
    ],
)
def test_what_jekyll_makes_of_a_page_itself_is_not_told_by_its_front_matter(name):
    assert holds(f"page.{name}", place()) is None
    assert holds(f"page.{name}", place(**{name: "written"})) is None


def test_where_the_settings_have_defaults_for_front_matter_a_missing_value_is_not_told():
    assert holds("page.cover", place({"defaults": []})) is None
    assert holds("page.cover", place({"defaults": []}, cover="day.png")) is True
