"""Names of people, told from other capitalised words; rather none than an invented one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recap.reading.names import MAYBE, NO, SURE, bare, certainty
from recap.reading.people import people
from recap.reading.sessions.speaker_sentences import in_sentences


@pytest.mark.parametrize(
    "name",
    [
        "Jane Smith",
        "José García Márquez",
        "Ludwig van den Berg",
        "J. Robert Miller",
        "Jean-Luc PETIT",
        "Ana O'Brien",
        "Yukihiro “Matz” Tanaka",
        "Mary Jane Wells",
        "Dan North",
        "John De Goes",
        "Søren Åberg",
        "Łukasz Zając",
        "山田太郎",
        "長谷川さくら",
    ],
)
def test_a_known_first_name_and_a_surname_are_surely_a_name(name: str) -> None:
    assert certainty(name) == SURE


@pytest.mark.parametrize(
    "name", ["Zvorka Hrastnik", "Oyundari Batbold", "朽木太郎", "김하늘", "福島大学", "田中先生", "山口県"]
)
def test_the_shape_of_a_name_alone_is_perhaps_one(name: str) -> None:
    assert certainty(name) == MAYBE


@pytest.mark.parametrize(
    "words",
    [
        "Machine Learning",
        "Google Cloud",
        "Monday Morning",
        "Opening Keynote",
        "Track A",
        "Rust",
        "lower case words",
        "The End",
        "Jane",
        "Kubernetes Operators",
        "Go West",
        "Kim and North",
        "C++ Lambdas",
        "Jane gave a talk",
        "",
    ],
)
def test_products_days_and_sentences_are_no_names(words: str) -> None:
    assert certainty(words) == NO


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Smith and John Miller", ("Jane Smith", "John Miller")),
        ("Jane Smith, John Miller & Ana Lopez", ("Jane Smith", "John Miller", "Ana Lopez")),
        ("Jane Smith (Acme Corp)", ("Jane Smith",)),
        ("Jane Smith, Acme Corp", ("Jane Smith",)),
        ("Dr. Jane Smith (@jane)", ("Jane Smith",)),
        ("Jane Smith from Acme", ("Jane Smith",)),
        ("Élodie Martin et Paul Petit", ("Élodie Martin", "Paul Petit")),
        ("Jürgen Pohl und Sabine Kruse", ("Jürgen Pohl", "Sabine Kruse")),
        ("Lucía Ferrer y Andrés Molina", ("Lucía Ferrer", "Andrés Molina")),
        ("高橋さん", ("高橋",)),
        ("김하늘님", ("김하늘",)),
        ("Threads and Locks", ()),
        ("Building and Testing", ()),
    ],
)
def test_several_names_are_read_without_companies_and_handles(text: str, names: tuple[str, ...]) -> None:
    assert people(text).names == names


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Jane Smith gave a talk on queues.", ("Jane Smith",)),
        ("I liked the talk by Jane Smith on queues.", ("Jane Smith",)),
        ("Jane Smith (Acme) showed her queues.", ("Jane Smith",)),
        ("Jane Smith and John Miller talked about queues.", ("Jane Smith", "John Miller")),
        ("Jane Smith's keynote was long.", ("Jane Smith",)),
        ("Jürgen Pohl erklärte Warteschlangen.", ("Jürgen Pohl",)),
        ("Hugo Besson nous a présenté ses files.", ("Hugo Besson",)),
        ("Lucía Ferrer habló de colas.", ("Lucía Ferrer",)),
        ("Work by Jane Smith was quoted.", ()),
        ("I met Jane Smith at lunch.", ()),
        ("Then Jane told a story.", ()),
    ],
)
def test_a_sentence_names_its_speaker_only_by_what_they_do(sentence: str, names: tuple[str, ...]) -> None:
    assert in_sentences([sentence]).names == names


def test_a_first_name_alone_takes_the_full_name_nearby() -> None:
    text = "The ideas of Jane Smith are known. Jane gave us a tour."
    assert in_sentences([text]).names == ("Jane Smith",)


@given(st.text(max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    """Law: certainty is one of three values, and names come from the text."""
    assert certainty(bare(text)) in (NO, MAYBE, SURE)
    assert people(text).sure in (NO, MAYBE, SURE)
