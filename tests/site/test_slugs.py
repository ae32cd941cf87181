"""Which names are one tag, and that every name has an address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.contents import Tag
from pelican.settings import DEFAULT_CONFIG

from recap.site.names import identity, tell_apart


class Post:
    """As much of an article as tags need."""

    def __init__(self, *tags):
        self.tags = [Tag(tag, DEFAULT_CONFIG) for tag in tags]
        self.metadata = {"tags": self.tags}


def told_apart(*posts):
    made = [Post(*tags) for tags in posts]
    tell_apart(made)
    return [[(tag.name, tag.slug) for tag in post.tags] for post in made]


@pytest.mark.parametrize(
    "spellings", [("SRE", "sre", " Sre "), ("Node.js", "nodejs"), ("site reliability", "Site-Reliability")]
)
def test_spellings_are_one(spellings):
    assert len({identity(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize("names", [("C", "C++", "C#"), ("+++", "###"), ("R", "R&D"), ("☃", "☂"), ("王", "汪")])
def test_names_are_several(names):
    assert len({identity(name) for name in names}) == len(names)


def test_one_tag_has_the_spelling_used_most_and_stands_once_on_a_post():
    assert told_apart(["sre", "SRE"], ["SRE"]) == [[("SRE", "sre")], [("SRE", "sre")]]


def test_a_tag_keeps_pelicans_address_where_nobody_else_has_it():
    assert told_apart(["C++"]) == [[("C++", "c")]]


def test_tags_that_pelican_takes_for_one_have_an_address_each():
    assert told_apart(["C++"], ["C"], ["C#"]) == [[("C++", "c-plus-plus")], [("C", "c")], [("C#", "c-sharp")]]


def test_a_tag_of_which_no_address_can_be_made_has_one():
    assert told_apart(["☃"]) == [[("☃", "snowman")]]


@given(st.lists(st.lists(st.text(min_size=1, max_size=4).filter(str.strip), max_size=4), max_size=4))
def test_every_tag_has_an_address_of_its_own(posts):
    found = {pair for post in told_apart(*posts) for pair in post}
    assert all(slug for _, slug in found)
    assert len({slug for _, slug in found}) == len(found)
    assert {identity(name) for name, _ in found} == {identity(tag) for post in posts for tag in post}
