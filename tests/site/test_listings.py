"""Long files about many posts: what such a file says of a post that is as it was is taken from the file itself."""

from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recap.exports import Listing
from recap.site.incremental.listings import listed
from recap.store import Output


@dataclass(frozen=True)
class Said:
    """A post, and what there is to say of it."""

    name: str
    words: str


POSTS = st.lists(
    st.builds(Said, st.sampled_from("abcdef"), st.sampled_from(["", "x", "naïve", "日本", '{"a": 1}'])),
    unique_by=lambda post: post.name,
)


def listing(posts, made, between):
    """Return a listing of the posts; those whose piece is made are noted."""
    return Listing(
        head="[“", posts=posts, piece=lambda post: made.append(post) or post.words, between=between, foot="]"
    )


def written(file, posts, before, between):
    """Write the file, and return which pieces were made, and how it was written."""
    made = []
    parts = []
    note = listed(listing(posts, made, between), repr, file, before, parts.append)
    file.write_bytes(b"".join(parts))
    row = Output(file.name, part="", own="", rest="", asked=note, size=file.stat().st_size, changed=0)
    return made, row


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(POSTS, min_size=1, max_size=4), st.sampled_from(["", ", ", "–"]))
def test_a_file_made_of_itself_is_as_made_anew_and_asks_only_for_what_is_new(tmp_path, versions, between):
    """Whatever comes, goes, changes or has nothing to say; some letters are of several bytes."""
    file, row, known = tmp_path / "all.txt", None, set()
    for posts in versions:
        made, row = written(file, posts, row, between)
        said = between.join(post.words for post in posts if post.words)
        assert file.read_text(encoding="utf-8") == f"[“{said}]"
        assert made == [post for post in posts if post not in known]
        known = set(posts)


def test_a_file_that_is_not_as_it_was_left_is_made_anew():
    made, parts = [], []
    listed(listing([Said("a", "x")], made, ""), repr, Path("nowhere"), None, parts.append)
    assert (b"".join(parts).decode(), made) == ("[“x]", [Said("a", "x")])
