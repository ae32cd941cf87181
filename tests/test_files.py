"""Files are written whole, at once, and a new one never takes the place of another."""

import os
from functools import partial

import pytest

from recap.files import make, replace
from recap.site.incremental.outputs import LARGE, fill

OLD, NEW = b"old\n" * 100_000, b"new\n" * 100_000


class Ended(BaseException):
    """What ends a program in the middle of its work."""


@pytest.fixture
def half(monkeypatch):
    """Half of every file is written when the program ends."""

    def written(path, parts):
        data = b"".join(parts)
        path.write_bytes(data[: len(data) // 2])
        raise Ended

    monkeypatch.setattr("recap.files._write", written)


@pytest.fixture(params=["two names", "one name"])
def names(request, monkeypatch):
    """File systems that give a file two names, and such that do not."""

    def refused(*_):
        raise PermissionError(1, "Operation not permitted")

    if request.param == "one name":
        monkeypatch.setattr(os, "link", refused)


@pytest.mark.usefixtures("half")
@pytest.mark.parametrize("write", [make, replace])
def test_of_a_new_file_there_is_nothing_until_it_is_whole(tmp_path, write):
    with pytest.raises(Ended):
        write(tmp_path / "post.md", NEW)
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_what_it_was_until_it_is_replaced(tmp_path, request):
    (tmp_path / "post.md").write_bytes(OLD)
    request.getfixturevalue("half")
    with pytest.raises(Ended):
        replace(tmp_path / "post.md", NEW)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("post.md", OLD)]


def test_what_a_replaced_file_allows_is_what_was_asked_for(tmp_path):
    path = tmp_path / "post.md"
    path.write_bytes(OLD)
    replace(path, NEW, mode=0o600)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (NEW, 0o600)


@pytest.mark.usefixtures("names")
def test_a_new_file_is_made_with_its_folders_and_nothing_beside_it(tmp_path):
    make(tmp_path / "talks" / "2015" / "post.md", NEW)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [(path.name, path.read_bytes()) for path in files] == [("post.md", NEW)]


@pytest.mark.usefixtures("names")
def test_a_new_file_takes_the_place_of_none(tmp_path):
    (tmp_path / "post.md").write_bytes(OLD)
    with pytest.raises(FileExistsError):
        make(tmp_path / "post.md", NEW)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("post.md", OLD)]


@pytest.mark.usefixtures("names")
def test_a_new_file_is_not_written_where_a_link_leads(tmp_path):
    (tmp_path / "post.md").symlink_to(tmp_path / "elsewhere.md")
    with pytest.raises(FileExistsError):
        make(tmp_path / "post.md", NEW)
    assert not (tmp_path / "elsewhere.md").exists()


def test_a_name_may_be_as_long_as_names_can_be(tmp_path):
    make(tmp_path / f"{'n' * 252}.md", NEW)
    assert (tmp_path / f"{'n' * 252}.md").read_bytes() == NEW


@pytest.mark.parametrize("write", [make, replace])
def test_what_is_in_the_way_is_named_and_not_the_file_that_nobody_knows(tmp_path, write):
    (tmp_path / "talks").write_bytes(OLD)
    with pytest.raises(FileExistsError) as caught:
        write(tmp_path / "talks" / "post.md", NEW)
    assert caught.value.filename == str(tmp_path / "talks")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError) as caught:
        write(tmp_path / "folder", NEW)
    assert str(tmp_path / "folder") in (caught.value.filename, caught.value.filename2)
    assert ".new" not in str(caught.value)


@pytest.mark.parametrize("size", [10, LARGE + 10], ids=["small", "large"])
def test_a_file_of_the_site_is_written_only_where_it_is_another(tmp_path, size):
    """Whatever its size: what is large is not compared in memory."""
    path, data = tmp_path / "folder" / "page.html", bytes(size)
    longer, other = data + b"x", data[:-1] + b"x"
    for content in (data, longer, other):
        before = path.stat().st_ino if path.exists() else None
        assert fill(path, partial(_told, content)) == "told"
        assert (path.read_bytes(), path.stat().st_ino != before) == (content, True)
        os.utime(path, (1, 1))
        fill(path, partial(_told, content))
        assert path.stat().st_mtime == 1
    assert [*tmp_path.rglob("*")] == [path.parent, path]


def test_a_large_file_is_made_on_the_disk_that_it_is_for(tmp_path, monkeypatch):
    """That for temporary files may be small, or may not be written."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "none"))
    path, data = tmp_path / "output" / "folder" / "page.html", bytes(LARGE + 10)
    fill(path, partial(_told, data))
    assert path.read_bytes() == data


def _told(content, write):
    """Write the content in two parts."""
    write(content[:5])
    write(content[5:])
    return "told"


def test_of_a_page_that_fails_on_its_way_nothing_is_written(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(OLD)

    def make(write):
        write(bytes(LARGE + 1))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fill(path, make)
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("page.html", OLD)]
