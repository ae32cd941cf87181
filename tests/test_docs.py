"""Documentation as tests: what README and docs/ say is what happens."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from recap.cli import main
from recap.document import load
from recap.inspect import as_tree
from recap.slugs import slug

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
HELP = re.compile(r"(?<=^\$ recap --help\n).+?(?=^```$)", re.M | re.S)
PAIR = re.compile(r"^```markdown\n(.*?)^```\n+^```text\n(.*?)^```$", re.M | re.S)
EXAMPLES = PAIR.findall((ROOT / "docs" / "writing.md").read_text(encoding="utf-8"))


def inspected(text: str) -> list[str]:
    """Return the lines of `recap inspect`, without the tree's branches and the line numbers."""
    console = Console(width=1000, no_color=True)
    with console.capture() as capture:
        console.print(as_tree(load("2015-06-07-example.md", text)))
    bare = (re.sub(r"^[\s│├└─]+", "", line) for line in capture.get().splitlines())
    return [re.sub(r" line \d+$", "", line) for line in bare]


def test_the_grammar_has_examples():
    assert len(EXAMPLES) >= 6


@pytest.mark.parametrize(("markdown", "said"), EXAMPLES)
def test_each_example_of_the_grammar_is_read_as_the_page_says(markdown, said):
    lines = inspected(markdown)
    assert [line for line in said.splitlines() if line not in lines] == []


def test_what_is_no_session_is_not_shown_as_one():
    """The heading that an author marks as no session is in the outline and nowhere else."""
    text = next(markdown for markdown, _ in EXAMPLES if "not-a-session" in markdown)
    assert not any("boat trip" in line and line.startswith("talk") for line in inspected(text))


def test_the_two_commands_of_the_readme_are_those_that_decide_whether_a_change_lands():
    """Word for word, each in an environment of its own."""
    commands = re.findall(r"^```sh\n(.*?)\n```$", README.read_text(encoding="utf-8"), re.M | re.S)[:2]
    decided = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert commands == ["pip install -e . && recap build", "pip install -e '.[test]' && pytest"]
    assert [command for command in commands if f'bash -c "{command}"' not in decided] == []


def test_the_readme_shows_what_the_command_says_of_itself(rewrite):
    """`pytest --rewrite` writes it anew."""
    text = README.read_text(encoding="utf-8")
    # What click makes of a terminal of 80 columns.
    said = CliRunner().invoke(main, ["--help"], prog_name="recap", terminal_width=78).output
    if rewrite:
        README.write_text(HELP.sub(lambda _: said, text), encoding="utf-8")
        text = README.read_text(encoding="utf-8")
    (shown,) = HELP.findall(text)
    assert shown == said


PAGES = [README, *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]+))?\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_refers_to_is_there(page):
    """Files of the repository, and headings in them; what stands in code is an example."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    for path, heading in LINK.findall(re.sub(r"`[^`\n]+`", "`", text)):
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), path
        if heading:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.M)
            assert heading in {slug(written) for written in headings}, f"{path}#{heading}"


def test_the_picture_of_the_house_is_of_the_house_as_it_is():
    """Every room is in it, and every file that the page names is there."""
    text = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
    picture = text.split("```text")[1].split("```")[0]
    rooms = re.findall(r"^  (\S+(?:, \S+)*)  ", picture, re.M)
    named = [name.rstrip("/") for room in rooms for name in room.split(", ")]
    package = ROOT / "plugins" / "recap"
    there = [path.name for path in package.iterdir() if not path.name.startswith("__") and path.name != "py.typed"]
    assert sorted(named) == sorted(there)
    files = {path.name for folder in (package, ROOT / "tests") for path in folder.rglob("*.py")}
    assert [name for name in re.findall(r"\w+\.py\b", text) if name not in files] == []
