"""The demonstration site's posts: the one that Recap began with, untouched, and those compiled from programmes."""

import hashlib
import json
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from recap.document import load

ROOT = Path(__file__).resolve().parents[1]
POSTS = sorted((ROOT / "content").glob("*.md"))
SEED = ROOT / "content" / "2015-06-07-sreconeu2015recap.md"
SEED_SHA256 = "3c2c1c545f48c804196007c7b0d4c93f34ba6548ebe00dc7898b040fbb535b30"
COMPILED = [post for post in POSTS if post != SEED]
GOLDEN = ROOT / "tests" / "cases" / "content.json"

MARKS = {"": "Compiled from the public programme.", "de": "Zusammengestellt aus dem öffentlichen Programm."}
"""What the body of a compiled post begins with, by the post's language."""

read = cache(load)


def test_the_first_post_is_what_its_author_wrote():
    """Byte for byte: no tool and no tidy hand changes it."""
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() == SEED_SHA256


def test_the_first_post_is_the_one_of_the_corpus(corpus):
    original = corpus / "posts" / "000-seed.md"
    if not original.is_file():
        pytest.skip(f"there is no {original}")
    assert SEED.read_bytes() == original.read_bytes()


@pytest.mark.parametrize("post", POSTS, ids=lambda post: post.stem)
def test_every_post_is_read_without_a_complaint(post):
    document = read(post)
    assert [*map(str, document.problems), *map(str, document.warnings)] == []
    assert document.recap.conference is not None
    assert document.recap.conference.year is not None


def test_the_posts_are_read_as_the_golden_file_says(rewrite):
    """The conference and the sessions of each; rewritten by `pytest --rewrite` and read in review."""
    found = {post.name: _found(post) for post in POSTS}
    if rewrite:
        GOLDEN.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert found == json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize("post", COMPILED, ids=lambda post: post.stem)
def test_a_compiled_post_says_so_before_anything_else(post):
    """Nobody should take it for the report of somebody who was there."""
    document = read(post)
    first = BeautifulSoup(document.html, "html.parser").p
    assert first.get_text().startswith(MARKS[document.recap.lang])


def test_the_posts_have_something_to_cross():
    """A conference of several years, and people and tags of several posts: what the site's other pages are for."""
    documents = [read(post) for post in POSTS]
    names = [document.recap.conference.name for document in documents]
    assert names.count("FOSDEM") == 3
    assert len(set(names)) == 5
    people = [{name for s in document.recap.sessions for name in _names(s)} for document in documents]
    assert {"Mike McQuaid", "Daniel Stenberg", "Kemal Akkoyun"} <= _several(people)
    assert {"sre", "presentations", "monitoring", "packaging", "hardware"} <= _several(map(_tags, documents))


def _found(post):
    recap = read(post).recap
    sessions = [" | ".join([s.kind, s.title, ", ".join(_names(s))]) for s in recap.sessions if s.marked]
    return {"conference": recap.conference.label, "sessions": sessions}


def _names(session):
    return [speaker.name for speaker in session.speakers]


def _tags(document):
    tags = document.metadata["tags"]
    return {tag.strip() for tag in (tags.split(",") if isinstance(tags, str) else tags)}


def _several(groups):
    """Return what is in more than one of the sets."""
    seen, again = set(), set()
    for group in groups:
        again |= seen & group
        seen |= group
    return again
