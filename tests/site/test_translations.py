"""Which posts are translations is judged as Pelican judges it, and no post is compared with all others."""

from dataclasses import dataclass, field
from unittest.mock import patch

import pelican.generators
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.utils import process_translations

from recap.site.plugin import register
from recap.site.translations import originals_and_translations

NAMES = st.sampled_from(["a", "b", "c"])


@dataclass(eq=False)
class Content:
    """What Pelican asks of a content for that."""

    slug: str
    lang: str
    metadata: dict
    number: int
    compared: list = field(default_factory=list)
    translations: list = field(default_factory=list)

    @property
    def in_default_lang(self):
        return self.lang == "a"

    @property
    def source_path(self):
        return f"{self.number}.md"

    __hash__ = object.__hash__

    def __eq__(self, other):
        self.compared.append(other)
        return self is other


def judged(judge, given, by):
    """Return what is said of each content by its number: original or not, its translations, and all warnings."""
    contents = [Content(*each, number) for number, each in enumerate(given)]
    # Pelican's own logger says a message once.
    with patch("pelican.utils.logger.warning") as warning:
        found = judge(contents, by)
    said = [tuple(map(str, call.args)) for call in warning.call_args_list]
    numbers = [[each.number for each in part] for part in found]
    return numbers, [[other.number for other in each.translations] for each in contents], said


@given(
    st.lists(st.tuples(NAMES, NAMES, st.sampled_from([{}, {"translation": "true"}, {"translation": "false"}]))),
    st.sampled_from(["slug", ["slug"], ("slug", "lang"), None, "", []]),
)
def test_the_judgement_is_pelicans(given, by):
    assert judged(originals_and_translations, given, by) == judged(process_translations, given, by)


@pytest.mark.parametrize("by", ["nothing", 5])
def test_what_pelican_cannot_go_by_it_refuses_in_its_own_words(by):
    with pytest.raises(Exception) as pelicans:
        judged(process_translations, [("a", "a", {})], by)
    with pytest.raises(pelicans.type) as ours:
        judged(originals_and_translations, [("a", "a", {})], by)
    assert str(ours.value) == str(pelicans.value)


def test_no_post_is_compared_with_all_others():
    contents = [Content(f"post-{number % 50}", "a" if number < 50 else "b", {}, number) for number in range(100)]
    originals, translations = originals_and_translations(contents, "slug")
    assert (len(originals), len(translations)) == (50, 50)
    assert max(len(each.compared) for each in contents) < 5


def test_pelican_asks_so():
    register()
    assert pelican.generators.process_translations is originals_and_translations
