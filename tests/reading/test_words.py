"""Shortcuts of reading: they answer as what they spare does."""

import dataclasses
import re
import string

from hypothesis import example, given
from hypothesis import strategies as st

from recap.reading.lines import plain
from recap.reading.sessions.constructions import Piece, constructions
from recap.reading.sessions.words import WordTable, session_words

WORDS = session_words()
TABLES = [
    table for table in (getattr(WORDS, f.name) for f in dataclasses.fields(WORDS)) if isinstance(table, WordTable)
]
ENTRIES = sorted({entry for table in TABLES for entry in (*table.spaced, *table.spaceless)})


@given(st.text(string.printable + "éÉßİ", max_size=60))
@example("Straße_1, İ")
def test_plain_letters_are_those_of_any_text(text):
    assert plain(text) == "".join(re.findall(r"[^\W_]+", text)).casefold()


@given(
    st.lists(
        st.one_of(
            st.sampled_from(ENTRIES), st.sampled_from([entry.upper() for entry in ENTRIES]), st.text(max_size=5)
        ),
        max_size=5,
    ),
    st.sampled_from([" ", ", ", "/", "_", "1"]),
)
def test_the_quick_look_of_a_table_hides_no_match(words, between):
    """`can_be_in` is False only where the pattern matches nothing."""
    text = between.join(words)
    for table in TABLES:
        assert table.can_be_in(text) or not table.compiled.search(text)


def test_a_sentence_names_a_session_however_its_words_are_capitalised():
    """They are compared in lower case; title, name and words stay as they are written."""
    sentence = "İn the morning Jane Doe gave a TALK On Caches Are A Promise"
    start = sentence.index("Caches")
    (found,) = constructions(sentence, 0, [Piece(start, len(sentence), sentence[start:])])
    assert (found.title, found.names) == ("Caches Are A Promise", ("Jane Doe",))
    assert found.words == "Jane Doe gave a TALK On Caches Are A Promise"
