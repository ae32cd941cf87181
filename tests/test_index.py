"""The index: what crosses from post to post is found, sorted, and leads back."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from recap.index import Counts, Post, build, counts
from recap.index.same import address_key, name_key
from recap.model import LINK_KINDS, Conference, Link, LinkList, Recap, Session, Speaker


def link(url, text="words", kind="other", line=1, note=""):
    return Link(url=url, text=text, kind=kind, reason="a test", line=line, note=note)


def session(title, *speakers, kind="talk", links=(), line=1):
    people = tuple(Speaker(name=name) if isinstance(name, str) else name for name in speakers)
    values = {"kind": kind, "title": title, "speakers": people, "links": tuple(links), "line": line}
    return Session(**values, marked=True, id=title.lower().replace(" ", "-"), reason="a test", speakers_reason="")


def post(slug, *, day=1, conference="", year=None, sessions=(), lists=(), links=(), tags=(), url=""):
    found = Conference(name=conference, year=year, url=url, reason="a test") if conference else None
    every = {link.url: link for part in (*lists, *sessions) for link in part.links}
    recap = Recap(
        title=slug,
        slug=slug,
        date=None,
        lang="",
        tagline="",
        title_in_body=False,
        conference=found,
        sections=(),
        sessions=tuple(sessions),
        link_lists=tuple(lists),
        links=(*links, *every.values()),
    )
    date = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=day)
    return Post(recap=recap, url=f"{slug}/", title=slug, date=date, tags=tuple(tags))


def names(entries):
    return [entry.name for entry in entries]


def test_no_posts_make_an_empty_index():
    index = build([])
    assert (index.posts, [*index.talks], index.speakers, index.links, index.related) == ((), [], (), (), {})


def test_posts_and_sessions_come_newest_first_and_in_the_posts_order():
    old = post("old", day=1, sessions=[session("A"), session("B", kind="workshop")])
    new = post("new", day=2, sessions=[session("C"), session("D", kind="keynote")])
    index = build([old, new])
    assert [each.url for each in index.posts] == ["new/", "old/"]
    assert [entry.session.title for entry in index.talks] == ["C", "D", "A"]
    assert [entry.url for entry in index.workshops] == ["old/#b"]


def test_spellings_of_a_name_are_one_person_under_the_name_used_most():
    index = build(
        [
            post("one", day=1, sessions=[session("A", "Jose  Nunez")]),
            post("two", day=2, sessions=[session("B", "José Núñez")]),
            post("three", day=3, sessions=[session("C", "José Núñez")]),
        ]
    )
    (speaker,) = index.speakers
    assert (speaker.name, speaker.slug) == ("José Núñez", "jose-nunez")
    assert [entry.session.title for entry in speaker.sessions] == ["C", "B", "A"]
    assert index.speaker_slugs["Jose  Nunez"] == "jose-nunez"


def test_people_who_are_only_transliterated_alike_have_an_address_each_and_the_older_keeps_the_plain_one():
    index = build(
        [
            post("new", day=2, sessions=[session("B", "汪伟")]),
            post("old", day=1, sessions=[session("A", "王伟")]),
        ]
    )
    slugs = {speaker.name: speaker.slug for speaker in index.speakers}
    assert slugs["汪伟"] == f"{slugs['王伟']}-2"


def test_an_address_made_of_a_long_name_ends_with_a_word_that_a_files_name_has_room_for():
    several = ", ".join(f"Ada Winter{number}" for number in range(40))
    index = build([post("a", sessions=[session("A", several), session("B", "x" * 500)])])
    slugs = {speaker.name: speaker.slug for speaker in index.speakers}
    assert slugs["x" * 500] == "x" * 120
    assert len(slugs[several]) <= 120
    assert re.fullmatch(r"(ada-winter\d+-)+ada(-winter\d+)?", slugs[several])


def test_speakers_are_sorted_by_last_name_then_first():
    sessions = [session("A", "Zoe Adams", "Ann Young"), session("B", "Bob Adams", "Cher")]
    assert names(build([post("one", sessions=sessions)]).speakers) == [
        "Bob Adams",
        "Zoe Adams",
        "Cher",
        "Ann Young",
    ]


def test_a_double_name_is_one_last_name_and_junior_is_none():
    sessions = [session("A", "Ash Taylor-Berlin", "Ben Okafor", "Tim Ray Jr.", "Jean-Luc Adams")]
    speakers = build([post("one", sessions=sessions)]).speakers
    assert names(speakers) == ["Jean-Luc Adams", "Ben Okafor", "Tim Ray Jr.", "Ash Taylor-Berlin"]
    assert [speaker.letter for speaker in speakers] == ["A", "O", "R", "T"]


def test_names_are_sorted_as_if_without_accents_and_stand_under_their_plain_letter():
    sessions = [session("A", "Ola Ødegård", "Émile Ébène", "Nora Zimmer", "Ute Farr", "Иван Петров")]
    speakers = build([post("one", sessions=sessions)]).speakers
    assert names(speakers) == ["Émile Ébène", "Ute Farr", "Ola Ødegård", "Nora Zimmer", "Иван Петров"]
    assert [speaker.letter for speaker in speakers] == ["E", "F", "O", "Z", "П"]


def test_a_speaker_named_twice_gave_the_session_once():
    (speaker,) = build([post("one", sessions=[session("A", "Ada", "Ada")])]).speakers
    assert len(speaker.sessions) == 1


def test_where_a_name_links_to_is_kept_once_each():
    ada = Speaker(name="Ada", url="https://ada.example.org/")
    index = build([post("one", sessions=[session("A", ada), session("B", ada, "Ada")])])
    assert index.speakers[0].urls == ("https://ada.example.org/",)


def test_editions_of_a_conference_come_newest_first_and_the_undated_last():
    index = build(
        [
            post("a", day=3, conference="ExampleConf", year=2019, sessions=[session("A", "Ada")]),
            post("b", day=2, conference="exampleconf", year=2021, url="https://c.example.org/21"),
            post("c", day=1, conference="ExampleConf", year=None),
            post("d", day=1, conference="Another", year=2020),
            post("e", day=1),
        ]
    )
    assert names(index.conferences) == ["Another", "ExampleConf"]
    conference = index.conferences[1]
    assert [edition.year for edition in conference.editions] == [2021, 2019, None]
    assert conference.editions[0].url == "https://c.example.org/21"
    assert [each.url for each in conference.posts] == ["b/", "a/", "c/"]
    assert names(conference.speakers) == ["Ada"]
    assert index.conference_slugs["exampleconf"] == conference.slug == "exampleconf"


def test_a_speaker_of_a_conference_has_there_only_what_was_given_there():
    index = build(
        [
            post("a", conference="One", sessions=[session("A", "Ada")]),
            post("b", conference="Two", sessions=[session("B", "Ada")]),
        ]
    )
    assert [entry.session.title for entry in index.conferences[0].speakers[0].sessions] == ["A"]
    assert len(index.speakers[0].sessions) == 2


def test_an_address_is_one_entry_whatever_its_scheme_and_slash_and_knows_every_mention():
    talk = session("A", links=[link("http://tool.example.org/", "the tool", "tool", line=5)])
    tools = LinkList(
        title="Tools", line=9, id="tools", links=(link("https://tool.example.org", "Tool", line=9, note="handy"),)
    )
    index = build(
        [
            post("old", day=1, sessions=[talk], lists=[tools]),
            post("new", day=2, links=[link("https://TOOL.example.org/")]),
        ]
    )
    (entry,) = index.links
    assert (entry.kind, entry.text, entry.note) == ("tool", "the tool", "handy")
    assert [mention.url for mention in entry.mentions] == ["new/", "old/#a", "old/#tools"]


def test_most_mentions_decide_the_kind_and_the_earliest_between_equals():
    url = "https://x.example.org/"
    early, late = link(url, kind="video"), link(url, kind="slides")
    assert build([post("a", day=1, links=[early]), post("b", day=2, links=[late])]).links[0].kind == "video"
    three = [post("a", day=1, links=[early]), post("b", day=2, links=[late]), post("c", day=3, links=[late])]
    assert build(three).links[0].kind == "slides"


def test_links_are_sorted_by_kind_then_text():
    links = [
        link("https://1.example.org", "b", "tool"),
        link("https://2.example.org", "a", "tool"),
        link("https://3.example.org", "z", "slides"),
        link("https://4.example.org", "Über", "tool"),
        link("https://5.example.org", "v", "tool"),
    ]
    assert [entry.text for entry in build([post("a", links=links)]).links] == ["z", "a", "b", "Über", "v"]


def test_an_address_has_the_language_of_the_recap_that_says_most_of_it():
    brief = post("a", links=[link("https://1.example.org", "here", "tool")])
    german = post("b", day=1, links=[link("https://1.example.org", "das Werkzeug", "tool")])
    german = replace(german, recap=replace(german.recap, lang="de"))
    (entry,) = build([brief, german]).links
    assert (entry.text, entry.lang) == ("das Werkzeug", "de")


def test_link_lists_of_one_title_are_a_topic():
    one = LinkList(
        title="Kafka related", line=1, id="k", links=(link("https://1.example.org"), link("https://2.example.org"))
    )
    two = LinkList(
        title="kafka  related",
        line=1,
        id="k",
        links=(link("https://2.example.org/"), link("https://3.example.org")),
    )
    untitled = LinkList(title="", line=1, id="l", links=(link("https://4.example.org"),))
    (topic,) = build([post("new", day=2, lists=[one]), post("old", day=1, lists=[two, untitled])]).topics
    assert (topic.title, topic.slug) == ("kafka  related", "kafka-related")
    assert ["".join(filter(str.isdigit, entry.url)) for entry in topic.links] == ["1", "2", "3"]


def related(posts, of, **options):
    return [found.post.url for found in build(posts, **options).related[f"{of}/"]]


def test_a_shared_speaker_relates_more_than_a_link_a_conference_or_a_tag():
    here = post(
        "here", conference="C", tags=["t"], links=[link("https://x.example.org/")], sessions=[session("A", "Ada")]
    )
    posts = [
        here,
        post("tag", tags=["T"]),
        post("conference", conference="c"),
        post("link", links=[link("http://x.example.org")]),
        post("speaker", sessions=[session("B", "ADA")]),
        post("nothing", tags=["u"]),
    ]
    assert related(posts, "here") == ["speaker/", "link/", "conference/", "tag/"]
    assert related(posts, "here", related=2) == ["speaker/", "link/"]
    assert related(posts, "here", related=0) == []


def test_a_rare_tag_relates_more_than_a_common_one():
    posts = [post("here", tags=["rare", "common"]), post("rare", tags=["rare"])]
    posts += [post(f"common{number}", day=9, tags=["common"]) for number in range(5)]
    assert related(posts, "here")[0] == "rare/"


def test_what_two_recaps_share_is_said():
    one = post(
        "one",
        conference="C",
        tags=["Python"],
        sessions=[session("A", "Ada")],
        links=[link("https://x.example.org")],
    )
    two = post(
        "two",
        conference="C",
        tags=["python"],
        sessions=[session("B", "Ada")],
        links=[link("https://x.example.org")],
    )
    (found,) = build([one, two]).related["one/"]
    assert (found.speakers, found.tags, found.links, found.conference) == (
        ("Ada",),
        ("Python",),
        ("https://x.example.org",),
        "C",
    )


words = st.text(st.characters(codec="utf-8"), max_size=8)
links = st.builds(link, words, words, st.sampled_from(LINK_KINDS), st.integers(1, 9), words)
sessions = st.builds(
    lambda title, people, found: session(title, *people, links=found),
    words,
    st.lists(words, max_size=3),
    st.lists(links, max_size=3),
)
posts = st.lists(
    st.builds(
        lambda slug, day, conference, found, tags: post(
            str(slug), day=day, conference=conference, sessions=found, tags=tags
        ),
        st.integers(0, 99),
        st.integers(0, 9),
        words,
        st.lists(sessions, max_size=3),
        st.lists(words, max_size=2),
    ),
    max_size=6,
    unique_by=lambda each: each.url,
)


@given(posts)
def test_nothing_is_lost_and_no_address_is_given_twice(posts):
    index = build(posts)
    count = sum(len(each.recap.sessions) for each in posts)
    assert len(index.talks) + len(index.workshops) == count
    assert counts(index) == Counts(
        recaps=len(posts), talks=len(index.talks), workshops=len(index.workshops), links=len(index.links)
    )
    for entries in (index.speakers, index.conferences, index.topics):
        assert len({entry.slug for entry in entries}) == len(entries)
        assert all(entry.slug for entry in entries)
    written = {speaker.name for each in posts for part in each.recap.sessions for speaker in part.speakers}
    assert {index.speaker_slugs[name] for name in written} == {speaker.slug for speaker in index.speakers}
    assert {address_key(found.url) for each in posts for found in each.recap.links} == {
        address_key(entry.url) for entry in index.links
    }


@given(posts, st.randoms())
def test_the_order_of_reading_changes_nothing(posts, chance):
    shuffled = list(posts)
    chance.shuffle(shuffled)
    assert parts(build(posts)) == parts(build(shuffled))


@given(posts)
def test_sessions_are_counted_as_often_as_they_come(posts):
    """Whole, by kind, by conference and year, by speaker; those of no known conference stand by themselves."""
    index = build(posts)
    editions = [index.unplaced, *(edition for entry in index.conferences for edition in entry.editions)]
    for sessions in (index.sessions, *(each.sessions for each in index.speakers)):
        for some in (sessions, sessions.talks, sessions.workshops):
            assert len(some) == len([*some])
        assert len(sessions) == len(sessions.talks) + len(sessions.workshops)
    for name in ("talks", "workshops"):
        shown = [len(getattr(edition.sessions, name)) for edition in editions]
        assert len(getattr(index, name)) == sum(shown)
    assert len(index.sessions) == len(index.unplaced.sessions) + sum(
        len(each.sessions) for each in index.conferences
    )


def test_sessions_are_fetched_as_somebody_comes_to_them():
    class Watched(Post):
        @property
        def sessions(self):
            fetched.append(self.url)
            return self.recap.sessions

    fetched = []
    talks, workshop = post("a", sessions=[session("A", "Ada"), session("B")]), session("C", kind="workshop")
    told = [talks, post("b", day=2, sessions=[workshop]), post("c", day=3, sessions=[session("D", "Ada")])]
    index = build([Watched(**vars(each)) for each in told])
    assert (len(index.sessions), len(index.talks), len(index.speakers[0].sessions)) == (4, 3, 2)
    assert fetched == []
    assert next(iter(index.talks)).session.title == "D"
    assert fetched == ["c/"]
    assert [entry.session.title for entry in index.workshops] == ["C"]
    assert fetched == ["c/", "b/"]
    assert [entry.session.title for entry in index.talks[1:]] == ["A", "B"]


def parts(index):
    """Return everything that an index says."""
    lists = [
        index.posts,
        [*index.talks],
        [*index.workshops],
        index.speakers,
        index.conferences,
        index.links,
        index.topics,
    ]
    return lists, index.conference_slugs, index.speaker_slugs, dict(index.related)


@given(words)
def test_a_name_and_its_key_are_of_one_person(name):
    assert name_key(name_key(name)) == name_key(name)
