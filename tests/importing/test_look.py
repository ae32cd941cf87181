"""What is found in a folder that is to be imported, and that nothing else is."""

from pathlib import Path

import pytest

from recap.importing import convert, look

POST = "Title: A day\nDate: 2014-05-06\n\n{}\n"


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Return a function that writes files into the working folder."""
    monkeypatch.chdir(tmp_path)

    def write(texts):
        for name, text in texts.items():
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    return write


def found(folder, content="content"):
    return sorted(map(str, look(Path(folder), without=Path(content)).posts.values()))


def test_what_is_imported_to_a_folder_of_the_site_is_no_post_of_it_the_next_time(files):
    files({"notes/day.md": POST, "notes/posts/day.md": POST})
    assert found("notes", "notes/posts") == ["day.md"]


def test_files_in_hidden_folders_are_no_posts(files):
    files({"notes/day.md": POST, "notes/.trash/gone.md": POST, "notes/talks/.old/gone.md": POST})
    assert found("notes") == ["day.md"]


def test_a_file_about_the_folder_is_a_post_where_it_is_named_itself(files):
    files({"notes/readme.md": POST, "notes/day.md": POST})
    assert found("notes") == ["day.md"]
    assert found("notes/readme.md") == ["readme.md"]


@pytest.mark.parametrize(
    ("settings", "generator", "root"),
    [
        ("old/_config.yml", "jekyll", "old"),
        ("old/blog/_config.yml", "jekyll", "old/blog"),
        ("old/readme.txt", "jekyll", "old/blog"),
    ],
)
def test_the_posts_of_jekyll_alone_know_the_site_above_them(files, settings, generator, root):
    files({settings: "title: Old notes\n", "old/blog/_posts/2014-05-06-day.md": POST})
    source = look(Path("old/blog/_posts"), without=Path("content"))
    assert (source.generator, source.root.absolute()) == (generator, Path(root).absolute())


def test_a_settings_file_of_something_else_makes_no_site_of_hugo(files):
    files({"notes/config.json": "{}", "notes/day.md": POST})
    assert look(Path("notes"), without=Path("content")).generator == "plain"
    files({"notes/content/other.md": POST})
    assert look(Path("notes"), without=Path("content")).generator == "hugo"


@pytest.mark.parametrize(
    ("settings", "text", "says"),
    [
        ("_config.yml", "\ufefftitle: Old notes\n", {"title": "Old notes"}),
        ("hugo.toml", '\ufefftitle = "Old notes"\n', {"title": "Old notes"}),
        ("_config.yml", "- a\n- list\n", {}),
        ("_config.yml", "a: [\n", {}),
        ("_config.yml", "[" * 10_000, {}),
        ("_config.yml", "", {}),
        ("hugo.toml", "title = \n", {}),
    ],
)
def test_settings_that_cannot_be_read_say_nothing(files, settings, text, says):
    files({f"old/{settings}": text, "old/content/_posts/2014-05-06-day.md": POST})
    assert look(Path("old"), without=Path("content")).config == says


@pytest.mark.parametrize("settings", ["_config.yml", "hugo.toml"])
def test_nothing_outside_of_the_site_comes_along(files, settings):
    """Not by a path that leads out of it, not by a link in it."""
    body = (
        "[a](../../secret.pdf) [b](/../secret.pdf) [c](/linked/secret.pdf) ![d](secret.pdf)\n"
        "{% include ../../secret.txt %}\n{% include_relative ../../secret.txt %}\n{% include secret.txt %}"
    )
    folder = "content/posts/day" if settings == "hugo.toml" else "_posts"
    name = "index.md" if settings == "hugo.toml" else "2014-05-06-day.md"
    files({"secret.pdf": "secret", "secret.txt": "secret", "outside/secret.pdf": "secret"})
    files({f"old/{settings}": "", f"old/{folder}/{name}": POST.format(body), "old/_includes/none.txt": ""})
    for link, target in (
        ("linked", "outside"),
        (f"{folder}/secret.pdf", "secret.pdf"),
        (f"{folder}/.secret.pdf", "secret.pdf"),
        ("_includes/secret.txt", "secret.txt"),
    ):
        Path("old", link).symlink_to(Path(target).absolute())
    (post,) = convert(look(Path("old"), without=Path("content")), Path("content"), {})
    assert post.copies == {}
    assert body in post.text


def test_what_lies_beside_a_post_of_hugo_comes_along_but_for_hidden_files(files):
    files({"old/hugo.toml": "", "old/content/posts/day/index.md": POST.format("Text.")})
    files({"old/content/posts/day/slides.pdf": "x", "old/content/posts/day/.DS_Store": "x"})
    (post,) = convert(look(Path("old"), without=Path("content")), Path("content"), {})
    assert [str(name) for name in post.copies] == ["posts/day/slides.pdf"]


@pytest.mark.parametrize("address", ["a%00b.pdf", "x" * 5000 + ".pdf", "/%00"])
def test_an_address_that_no_file_can_have_is_named(files, address):
    files({"old/_posts/2014-05-06-day.md": POST.format(f"[a]({address})")})
    (post,) = convert(look(Path("old"), without=Path("content")), Path("content"), {})
    assert [problem.message for problem in post.left] == [f"nothing was found at {address}"]
