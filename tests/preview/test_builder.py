"""What the preview shows of sites as they are gathered: the newest, and the last whole one behind it."""

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from recap.errors import Problem
from recap.preview import Preview

FAULT = Problem(path="content/day.md", line=1, message="no date", hint="write one")


def site(*problems, sources=(), **addresses):
    """Return what stands for a gathered site; of its posts none can be read again. It notes when it is closed."""
    reread = lambda _files: pytest.fail("a post was read again")  # noqa: E731
    found = SimpleNamespace(problems=problems, addresses=addresses, sources=sources, reread=reread, closed=False)
    found.close = lambda: setattr(found, "closed", True)
    return found


def preview(*gathered):
    """Return a preview that gathers these sites one after the other, or meets these errors."""
    coming = iter(gathered)

    def gather(_lock):
        found = next(coming)
        if isinstance(found, Exception):
            raise found
        return found

    return Preview(gather)


def test_behind_a_faulty_site_stands_the_last_whole_one_however_often_it_fails():
    whole, faulty, again = site(), site(FAULT), site(FAULT)
    shows = preview(whole, faulty, again)
    assert [shows.build().sites for _ in range(3)] == [(whole,), (faulty, whole), (again, whole)]


def test_a_site_is_closed_when_it_is_no_longer_shown_and_all_at_the_end():
    sites = whole, faulty, again, mended, _ = site(), site(FAULT), site(FAULT), site(), site(FAULT)
    shows = preview(*sites)
    for closed in ([], [], [faulty], [faulty, whole, again], [faulty, whole, again]):
        shows.build()
        assert [each for each in sites if each.closed] == [
            each for each in sites if any(each is one for one in closed)
        ]
    shows.close()
    assert all(each.closed for each in sites)
    assert mended.closed


def test_a_page_of_the_last_whole_site_is_still_known_by_its_post():
    shows = preview(site(day="day.md", night="night.md"), site(FAULT, night="other.md"))
    shows.build()
    assert shows.build().addresses == {"day": "day.md", "night": "other.md"}


def test_where_something_is_wrong_a_save_gathers_the_site_anew():
    mended = site()
    shows = preview(site(FAULT), mended)
    shows.build()
    assert shows.change(["content/day.md"]).sites == (mended,)


def test_an_error_that_nobody_foresaw_is_told_and_the_site_stays():
    whole = site()
    shows = preview(whole, ZeroDivisionError("of a plugin"))
    shows.build()
    shown = shows.build()
    assert shown.sites == (whole,)
    assert [problem.message for problem in shown.problems] == ["ZeroDivisionError: of a plugin"]


def test_modules_among_the_sources_are_forgotten_so_that_they_are_read_anew(monkeypatch):
    module = ModuleType("settings_of_the_site")
    module.__file__ = "/site/settings_of_the_site.py"
    monkeypatch.setitem(sys.modules, module.__name__, module)
    shows = preview(site(sources=(Path(module.__file__),)), site())
    shows.build()
    assert module.__name__ in sys.modules
    shows.build()
    assert module.__name__ not in sys.modules
