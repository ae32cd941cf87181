"""Shortcuts of reading: they answer as what they spare does."""

import dataclasses
import re
import string

from hypothesis import example, given
from hypothesis import strategies as st

from recap.reading.lines import plain
from recap.reading.sessions.construction_forms import construction_forms
from recap.reading.sessions.constructions import Piece, constructions
from recap.reading.sessions.labels import _ENDS_LABEL, _LABELS, _LEADING, _MARKS, TAIL, tail_of
from recap.reading.sessions.name_shapes import _IN_ASCII, _WORDS_OF_NAME
from recap.reading.sessions.word_tables import WordTable
from recap.reading.sessions.words import session_words

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
    st.sampled_from([" ", ", ", "/", "_", "1", ""]),
)
def test_a_table_finds_what_its_pattern_finds(words, between):
    """It is asked only about texts, and tried only at words, that can begin an entry."""
    text = between.join(words)
    for table in TABLES:
        matches = list(table.compiled.finditer(text))
        assert table.can_be_in(text) or not matches
        assert [match.span() for match in table.finditer(text)] == [match.span() for match in matches]
        assert table.sub("-", text) == table.compiled.sub("-", text)
        first = table.search(text)
        assert (first and first.span()) == (matches[0].span() if matches else None)


SAID = st.lists(
    st.one_of(
        st.sampled_from(
            ["\ue000", "\uf000", "'s", "the", "a", "with", "in", "had", "held", "us", "about", ",", '"']
        ),
        st.sampled_from([entry.strip("*") for entry in ENTRIES]),
    ),
    max_size=8,
)


@given(SAID, st.sampled_from([" ", ""]))
@example(["\uf000", "gave", "a", "talk", "on", "\ue000"], " ")
@example(["\ue000", "by", "\uf000"], " ")
def test_a_construction_is_looked_for_wherever_it_can_be(words, between):
    text = between.join(words).replace("İ", "i").lower()
    there = WORDS.tables_in(text)
    for one in construction_forms():
        found = [match.span() for match in one.pattern.finditer(text)]
        assert (there & one.first and there & one.second) or not found
        assert [match.span() for match in one.found_in(text)] == found


@given(st.text(st.sampled_from('aB9 :：|–—-/()[]“”"«»„「」『』【】<>#.★'), max_size=12))
@example("Keynote「茶の湯」")
@example("Talk / Caches")
def test_a_line_without_a_sign_that_ends_a_label_has_none(text):
    if text[:1].isalpha() and not _ENDS_LABEL.search(text):
        assert not any(pattern.match(text) for pattern in _LEADING)


@given(st.text(st.sampled_from("aBé9 ☆#([（:-"), max_size=8))
@example("Talk: Caches")
def test_a_line_that_begins_with_a_letter_begins_with_no_other_mark(text):
    """Only labels in letters can stand before its title."""
    if text[:1].isalpha():
        assert not any(pattern.match(text) for pattern in _MARKS)
    assert (*_MARKS, *_LABELS) == tuple(_LEADING)


@given(st.text(st.sampled_from("aB ()[]（）【】\n"), max_size=10))
@example("Caches (Ada) ")
def test_brackets_end_a_line_where_a_bracket_does(text):
    found, same = TAIL.search(text), tail_of(text)
    assert (found and found.span()) == (same and same.span())


@given(st.text(st.sampled_from("ABab.'-\" 1_"), max_size=20))
@example("Ada M. 'Countess' von der O'Winter-Smith")
def test_names_are_found_in_ascii_as_in_any_text(text):
    found = [(match.span(), match.lastindex) for match in _WORDS_OF_NAME.finditer(text)]
    assert [(match.span(), match.lastindex) for match in _IN_ASCII.finditer(text)] == found


def test_a_sentence_names_a_session_however_its_words_are_capitalised():
    """They are compared in lower case; title, name and words stay as they are written."""
    sentence = "İn the morning Jane Doe gave a TALK On Caches Are A Promise"
    start = sentence.index("Caches")
    (found,) = constructions(sentence, 0, [Piece(start, len(sentence), sentence[start:])])
    assert (found.title, found.names) == ("Caches Are A Promise", ("Jane Doe",))
    assert found.words == "Jane Doe gave a TALK On Caches Are A Promise"
