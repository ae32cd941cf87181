"""Documentation as tests: what README and docs/ say is what happens."""

import re
from pathlib import Path

import pytest
from rich.console import Console

from recap.document import load
from recap.inspect import as_tree

ROOT = Path(__file__).resolve().parents[1]
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
