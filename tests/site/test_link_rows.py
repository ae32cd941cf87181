"""Links in rows: what each is called, and what tells it from others."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import NoReturn

from recap.index import Mention, Post, build
from recap.model import Conference, Link, LinkList, Recap, Session
from recap.site.templating.link_names import link_name, link_note
from recap.site.templating.link_rows import MENTIONS, background, links_by_kind, materials, rows


def link(text: str, number: int = 1, kind: str = "slides", note: str = "") -> Link:
    return Link(url=f"https://www.example.org/{number}", text=text, kind=kind, reason="", line=number, note=note)


def session(*links: Link, title: str = "Tiles", anchor: str = "tiles") -> Session:
    found = {"kind": "talk", "speakers": (), "marked": True, "line": 1, "reason": "", "speakers_reason": ""}
    return Session(title=title, links=links, id=anchor, **found)


def recap(*links: Link, sessions: tuple[Session, ...] = (), lists: tuple[LinkList, ...] = ()) -> Recap:
    conference = Conference(name="QuayConf", year=2024, url="", reason="")
    said = {"title": "Notes", "slug": "notes", "date": None, "lang": "en", "tagline": "", "title_in_body": False}
    return Recap(conference=conference, sections=(), sessions=sessions, link_lists=lists, links=links, **said)


def seen(*texts: str) -> list[str]:
    """What is seen of the row of a session with slides of these texts."""
    row = materials([link(text, number) for number, text in enumerate(texts, 1)], "Tiles")
    return [each.apart for each in row]


def test_one_link_of_a_kind_says_its_kind_alone() -> None:
    assert seen("Slides by Ada") == [""]


def test_links_of_one_kind_are_told_apart_by_their_words_or_else_by_number() -> None:
    assert seen("Part one", "Part two") == ["Part one", "Part two"]
    assert seen("here", "slides") == ["1", "2"]
    assert seen("The deck of Ada", "The deck of Ada") == ["1", "2"]


def test_a_row_has_what_a_session_leaves_behind_and_the_rest_is_background() -> None:
    links = [link("deck"), link("Ada", 2, "person")]
    assert [each.link for each in materials(links, "Tiles")] == links[:1]
    assert [each.link for each in background(links)] == links[1:]


def test_those_who_hear_a_row_hear_of_what_a_link_is() -> None:
    assert [each.of for each in materials([link("here")], "Tiles")] == ["Tiles"]
    assert [each.of for each in materials([link("The tiles of Delft")], "Tiles")] == ["The tiles of Delft"]


def test_words_that_say_nothing_give_way_to_the_session_or_the_address() -> None:
    assert link_name("here", "slides", "https://a.example/b", "Tiles") == "Tiles"
    assert link_name("Watch it!", "video", "https://a.example/b", "Tiles") == "Tiles"
    assert link_name("Slides (PDF)", "slides", "https://a.example/b", "Tiles") == "Tiles"
    assert link_name("Part 1", "slides", "https://a.example/b", "Tiles") == "Part 1, Tiles"
    assert link_name("fq", "tool", "https://a.example/b", "Tiles") == "fq"
    assert link_name("", "tool", "https://a.example/b", "") == "a.example/b"


def test_a_note_that_only_leads_on_is_none() -> None:
    def said(note: str) -> str:
        first = link("a tool", kind="tool", note=note)
        listed = LinkList(title="Tools", links=(first,), line=1, id="tools")
        found = recap(first, lists=(listed,))
        post = Post(recap=found, url="notes/", title="Notes", date=datetime(2024, 5, 1, tzinfo=UTC), tags=())
        return link_note(build([post]).links[0])

    assert said("by") == ""
    assert said("by Ada Okoro") == "by Ada Okoro"


def test_the_foot_has_the_links_by_kind_each_with_the_part_it_stands_in() -> None:
    slides, tool = link("here"), link("fq", 2, "tool")
    tools = LinkList(title="Tools", links=(tool,), line=3, id="tools")
    found = links_by_kind(recap(tool, slides, sessions=(session(slides),), lists=(tools,)))
    assert [(kind, [(each.name, each.part and each.part.id) for each in of_kind]) for kind, of_kind in found] == [
        ("slides", [("Tiles", "tiles")]),
        ("tool", [("fq", "tools")]),
    ]


def directory(recaps: int = 1, text: str = "here") -> list:
    slides = link(text)
    found = recap(slides, sessions=(session(slides),))
    posts = [
        Post(recap=found, url=f"notes-{day}/", title="Notes", date=datetime(2024, 5, day, tzinfo=UTC), tags=())
        for day in range(1, recaps + 1)
    ]
    return list(rows(build(posts).links, {"QuayConf": "quayconf"}))


def test_a_line_of_the_directory_says_what_it_is_and_where_it_was_mentioned() -> None:
    (row,) = directory()
    assert (row.name, row.host, row.conferences) == ("Tiles", "example.org", "quayconf")
    assert [(place.url, place.name) for place in row.places] == [("notes-1/#tiles", "QuayConf 2024")]
    (row,) = directory(text="The tiles of Delft")
    assert [place.name for place in row.places] == ["QuayConf 2024, Tiles"]


def test_an_address_that_everybody_mentions_does_not_fill_the_page() -> None:
    (row,) = directory(recaps=MENTIONS + 3)
    assert (len(row.places), row.more) == (MENTIONS, 3)
    assert row.places[0].url == f"notes-{MENTIONS + 3}/#tiles"


class Unasked(tuple[Mention, ...]):
    """Mentions that nobody goes through."""

    __slots__ = ()

    def __iter__(self) -> NoReturn:
        raise AssertionError


def test_a_line_that_does_not_show_where_a_link_was_mentioned_does_not_look() -> None:
    """Each topic names its links again, and one may have been mentioned by thousands."""
    (shown,) = directory()
    (row,) = rows([replace(shown.entry, mentions=Unasked(shown.entry.mentions))], {})
    assert (row.id, row.name, row.host, row.note) == (shown.id, shown.name, shown.host, shown.note)
