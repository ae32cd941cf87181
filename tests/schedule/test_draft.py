"""A draft reads back as the programme that it was made of, whatever the programme says."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from recap.document import load
from recap.model import Recap
from recap.reading.links.address import same
from recap.schedule import (
    Draft,
    Programme,
    ScheduledLink,
    ScheduledSession,
    read_programme,
    tidy,
    with_speakers_of_titles,
    write_draft,
)
from recap.schedule.gather import RawLink, RawSession, programme

CASES = Path(__file__).resolve().parents[1] / "cases" / "schedule"
PROGRAMMES = sorted(path for path in CASES.iterdir() if path.suffix in (".xml", ".json", ".ics", ".csv", ".yml"))
REAL = Path(__file__).resolve().parents[3] / "shared" / "schedules"
QUICK = [Phase.explicit, Phase.reuse, Phase.generate]
"""Without shrinking, which takes minutes here."""
MOST = 50
"""Sessions of a real programme that a test reads back: drafts of a whole FOSDEM take seconds."""


def read(text: str) -> Recap:
    return load("2026-05-04-draft.md", text).recap


def draft_of(made: Programme, **more: object) -> Draft:
    return Draft(title="A draft", slug="a-draft", date=date(2026, 5, 4), programme=made, **more)


def went_in(made: Programme) -> list[object]:
    """Return what was drafted; an address has one kind, the first that is said, however it is spelled."""
    kinds: dict[str, str] = {}
    for session in made.sessions:
        for link in session.links:
            if link.kind:
                kinds.setdefault(same(link.url), link.kind)
    return [
        (one.kind, one.title, one.speakers, {link.url: kinds.get(same(link.url)) for link in one.links})
        for one in made.sessions
    ]


def came_out(recap: Recap, made: Programme) -> list[object]:
    """Return what was read; kinds only of links whose kind the programme says."""
    said = {same(link.url) for session in made.sessions for link in session.links if link.kind}
    assert all(session.marked for session in recap.sessions)
    return [
        (
            one.kind,
            one.title,
            tuple(speaker.name for speaker in one.speakers),
            {link.url: link.kind if same(link.url) in said else None for link in one.links},
        )
        for one in recap.sessions
    ]


def holds(made: Programme) -> None:
    written = write_draft(draft_of(made), read)
    assert came_out(read(written.text), made) == went_in(made), written.text
    assert written.misread == ()
    assert load("2026-05-04-draft.md", written.text).problems == ()


WORDS = st.one_of(
    st.sampled_from(
        ["Queues", "Lunch", "Talks", "Keynote: X", "Ada Winter", "by Ben Okafor", "C", "1984", "Room 1"]
    ),
    st.text(st.sampled_from("ab Zé.*_`[](){}<>&;:#|~\\\"'-–!?+=@/$%^„“1"), min_size=1, max_size=14),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
    st.sampled_from(
        [
            *("{: .talk }", "[a](http://b.example)", "<script>x</script>", "http://c.example/", "www.d.example"),
            *("&amp;", "1. a", "# a", "a #", "![a](b)", "{{ x }}", "{% y %}", "---", "a@b.example", "*[HTML]: x"),
            *("[^1]", "$x$", "- [ ] a"),
        ]
    ),
)
TITLES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
NAMES = st.lists(
    st.one_of(st.sampled_from(["Ada Winter", "Ben Okafor", "jinny", "Dr. Dai Morgan", "J. R."]), WORDS), max_size=3
)
LINKS = st.lists(
    st.builds(
        RawLink,
        url=st.sampled_from(
            ["https://a.example/slides.pdf", "https://b.example/x(1)_y_*z*", "http://c.example/?a=1&copy=2"]
        )
        | st.text(st.sampled_from("ab/()_*?&=%#[]<>\"' ~"), max_size=9).map(
            lambda tail: f"https://d.example/{tail}"
        ),
        text=WORDS,
        type=st.sampled_from(["", "slides", "paper", "video", "code"]),
    ),
    max_size=3,
)
SESSIONS = st.builds(
    RawSession,
    title=TITLES,
    type=st.sampled_from(["", "Talk", "Workshop", "keynote", "panel", "lightning", "bof"]),
    speakers=NAMES.map(tuple),
    start=st.none() | st.sampled_from([datetime(2026, 5, 2, 10), datetime(2026, 5, 3, 9, 30)]),
    room=st.just("") | WORDS,
    track=st.just("") | WORDS,
    page=st.sampled_from(["", "https://conf.example/talks/1", "https://conf.example/talks/2"]),
    links=LINKS,
)


TWO_SPELLINGS = [
    RawLink(url="https://d.example/", text="", type="code"),
    RawLink(url="https://d.example//", text="", type="video"),
]


def tidied(raw: list[RawSession]) -> Programme:
    """Return a programme as the formats make them: they tidy names before a session is built."""
    return programme("x", "", "", [replace(one, speakers=tidy.names(one.speakers)) for one in raw])


@settings(
    max_examples=40, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)  # shrinking takes minutes
@example(tidied([RawSession(title="Queues", links=TWO_SPELLINGS)]))
@given(st.lists(SESSIONS, max_size=5).map(tidied))
def test_reading_a_draft_gives_the_sessions_speakers_and_links_that_went_in(made):
    holds(made)


@pytest.mark.parametrize("case", PROGRAMMES, ids=lambda path: path.name)
def test_a_case_becomes_the_draft_of_its_name_and_reads_back(case, rewrite):
    made = read_programme(case.read_bytes(), case.name)
    holds(made)
    draft, text = CASES / "drafts" / f"{case.name}.md", write_draft(draft_of(made), read).text
    if rewrite:
        draft.parent.mkdir(exist_ok=True)
        draft.write_text(text, encoding="utf-8")
    assert text == draft.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        *("fosdem-2007.xml", "fosdem-2015.xml", "fosdem-2020.xml", "fosdem-2026.xml", "ccc-31c3.xml"),
        *("ccc-camp2019-frab.json", "ccc-rc3-pretalx.json", "pretalx-democon.json", "c3-hub-schedule2.json"),
        *("c3voc-invalid-example.json", "europython-pretalx-submissions.json", "dddperth-2018-sessionize.json"),
        *("orconf-2019.csv", "pyconuk-2015.ics"),
    ],
)
def test_real_programmes_read_back(name):
    """The first day of each, or what a test can wait for of it."""
    if not (REAL / name).is_file():
        pytest.skip(f"real programmes are not at {REAL}")
    made = read_programme((REAL / name).read_bytes(), name)
    holds(Programme(format=made.format, title=made.title, sessions=made.sessions[:MOST]))


def calendar(*titles: str, speakers: tuple[str, ...] = ()) -> Programme:
    sessions = (ScheduledSession(title=title, kind="talk", speakers=speakers) for title in titles)
    return Programme(format="iCalendar", sessions=tuple(sessions))


def test_titles_name_the_speakers_where_a_programme_names_none_elsewhere():
    made = calendar("Caches are a promise - Ben Okafor", "Rust - Ada Winter and Carla Benítez", "State of *tools*")
    found = with_speakers_of_titles(made, read)
    assert [(one.title, one.speakers) for one in found.sessions] == [
        ("Caches are a promise", ("Ben Okafor",)),
        ("Rust", ("Ada Winter", "Carla Benítez")),
        ("State of *tools*", ()),
    ]
    holds(found)


def test_where_a_programme_names_speakers_its_titles_are_titles():
    made = calendar("Caches are a promise - Ben Okafor", speakers=("Ada Winter",))
    assert with_speakers_of_titles(made, read) == made
    nobody = Programme(format="iCalendar")
    assert with_speakers_of_titles(nobody, read) == nobody


def test_a_draft_is_as_an_author_would_write_it():
    """Attribute lists stand only where the plain words would be read differently."""
    session = ScheduledSession(
        title="Caches are a promise",
        kind="talk",
        speakers=("Ben Okafor",),
        day=date(2026, 5, 2),
        start=datetime(2026, 5, 2, 10),
        room="Hall",
        links=(ScheduledLink(url="https://toolconf.example/talks/1", text="", kind="abstract"),),
    )
    other = ScheduledSession(title="Queues in practice", kind="talk", speakers=("jinny",), day=date(2026, 5, 2))
    made = Programme(format="x", title="ToolConf", place="Fife", sessions=(session, session_like(session), other))
    assert write_draft(draft_of(made, tags=("sre", "c++ -->")), read).text == (
        "Title: A draft\nDate: 2026-05-04\nSlug: a-draft\nTags:\nStatus: draft\n"
        "Conference: ToolConf 2026\nPlace: Fife\n\n"
        "<!-- Tags so far: sre, c++ - - -->\n\n"
        "## Saturday, 2 May 2026\n\n"
        "### Caches are a promise - Ben Okafor\n*10:00, Hall*, [Abstract](https://toolconf.example/talks/1)\n\n"
        "### Measuring queues - Ada Winter\n*10:00, Hall*, [Abstract](https://toolconf.example/talks/2)\n\n"
        '### Queues in practice - jinny {: .talk data-title="Queues in practice" data-speakers="jinny" }\n'
    )


def session_like(session: ScheduledSession) -> ScheduledSession:
    link = ScheduledLink(url="https://toolconf.example/talks/2", text="", kind="abstract")
    return replace(session, title="Measuring queues", speakers=("Ada Winter",), links=(link,))


def draft_text(made: Programme) -> str:
    return write_draft(draft_of(made), read).text


def test_words_of_a_programme_are_no_markup():
    session = ScheduledSession(
        title="Use of *stars* and [links](x)",
        kind="talk",
        speakers=("Ada _Winter_",),
        room="*R*",
        links=(ScheduledLink(url="https://a.example/x(1)", text="<b>", kind=""),),
    )
    made = Programme(format="x", sessions=(session,))
    assert r"### Use of \*stars\* and \[links\](x) - Ada \_Winter\_" in draft_text(made)
    assert r"*\*R\**, [\<b\>](<https://a.example/x(1)>)" in draft_text(made)
    holds(made)


def test_a_link_has_the_word_of_its_kind_or_its_own_or_its_address():
    links = (
        ScheduledLink(url="https://a.example/one.pdf", text="Part one", kind="slides"),
        ScheduledLink(url="https://a.example/two.pdf", text="", kind="slides"),
        ScheduledLink(url="https://a.example/film", text="A film", kind="video"),
        ScheduledLink(url="https://www.b.example/tools", text="", kind=""),
    )
    made = Programme(format="x", sessions=(ScheduledSession(title="Queues", kind="talk", links=links),))
    text = draft_text(made)
    assert "[Part one](https://a.example/one.pdf)" in text
    assert "[Slides](https://a.example/two.pdf)" in text
    assert "[Video](https://a.example/film)" in text
    assert "[b.example/tools](https://www.b.example/tools)" in text
    holds(made)


def test_an_address_is_of_the_kind_that_the_first_session_says():
    kinds = ("slides", "video")
    one, two = (ScheduledLink(url="https://a.example/x", text="", kind=kind) for kind in kinds)
    sessions = (calendar("Queues").sessions[0], calendar("Caches").sessions[0])
    holds(Programme(format="x", sessions=(replace(sessions[0], links=(one,)), replace(sessions[1], links=(two,)))))


@pytest.mark.parametrize(("tracks", "shown"), [(("Storage", "Storage"), False), (("Storage", "Network"), True)])
def test_a_track_is_named_where_there_are_several(tracks, shown):
    sessions = calendar("Queues", "Caches").sessions
    made = [replace(session, room="Hall", track=track) for session, track in zip(sessions, tracks, strict=True)]
    assert ("*Hall, Storage*" in draft_text(Programme(format="x", sessions=tuple(made)))) is shown


@pytest.mark.parametrize(
    ("title", "days", "line"),
    [
        ("ToolConf", [date(2025, 12, 31), date(2026, 1, 1)], "Conference: ToolConf 2026\n"),
        ("ToolConf 2026", [date(2026, 1, 1)], "Conference: ToolConf 2026\n"),
        ("ToolConf", [None], "Conference: ToolConf\n"),
    ],
)
def test_the_conference_has_the_year_of_its_last_day(title, days, line):
    sessions = [replace(calendar(f"Talk {number}").sessions[0], day=day) for number, day in enumerate(days)]
    assert line in draft_text(Programme(format="x", title=title, sessions=tuple(sessions)))


def test_sessions_of_no_day_stand_under_sessions():
    assert "\n## Sessions\n\n### Queues\n" in draft_text(calendar("Queues"))


def test_what_cannot_be_said_is_named_in_the_order_of_the_programme():
    made = calendar("Queues", "Caches", "Rivers")

    def reads(text: str) -> Recap:
        found = read(text)
        return replace(found, sessions=tuple(one for one in found.sessions if one.title == "Caches"))

    assert write_draft(draft_of(made), reads).misread == ("Queues", "Rivers")


def test_only_the_session_that_is_read_differently_is_marked_and_with_all_that_it_needs():
    made = calendar("Measuring queues", "Caches are a promise", speakers=("Ben Okafor",))

    def reads(text: str) -> Recap:
        """Read the second speaker only where the attribute list says the title, too."""
        first, second = read(text).sessions
        speakers = second.speakers if 'data-title="Caches' in text else ()
        return replace(read(text), sessions=(first, replace(second, speakers=speakers)))

    written = write_draft(draft_of(made), reads)
    assert written.misread == ()
    assert "### Measuring queues - Ben Okafor\n" in written.text
    assert '### Caches are a promise - Ben Okafor {: .talk data-title="Caches are a promise" ' in written.text


def test_at_last_all_is_marked_since_one_may_be_misread_for_what_another_says():
    made = calendar("Measuring queues", "Caches are a promise", speakers=("Ben Okafor",))

    def reads(text: str) -> Recap:
        """Read the second speaker only where the first session is marked."""
        first, second = read(text).sessions
        speakers = second.speakers if "### Measuring queues - Ben Okafor {:" in text else ()
        return replace(read(text), sessions=(first, replace(second, speakers=speakers)))

    assert write_draft(draft_of(made), reads).misread == ()


def test_a_day_that_is_read_as_a_session_is_said_to_be_none():
    made = calendar("Measuring queues", speakers=("Ben Okafor",))

    def reads(text: str) -> Recap:
        found = read(text)
        line = text.split("\n").index("## Sessions") + 1 if "## Sessions\n" in text else 0
        return replace(
            found, sessions=(*found.sessions, replace(found.sessions[0], line=line)) if line else found.sessions
        )

    written = write_draft(draft_of(made), reads)
    assert written.misread == ()
    assert "## Sessions {: .not-a-session }\n" in written.text


def test_a_link_that_is_read_as_another_kind_is_marked_and_no_other_is():
    links = tuple(
        ScheduledLink(url=url, text=text, kind="slides")
        for url, text in (
            ("https://www.youtube.com/watch?v=abcdefghijk", "Part one"),
            ("https://a.example/2.pdf", "Slides"),
        )
    )
    made = Programme(format="x", sessions=(ScheduledSession(title="Queues", kind="talk", links=links),))
    text = draft_text(made)
    assert "[Part one](https://www.youtube.com/watch?v=abcdefghijk){: .slides }, [Slides]" in text
    assert text.count("{:") == 1
    holds(made)
