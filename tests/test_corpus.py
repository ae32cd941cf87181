"""How well real posts are read: docs/reading.md is held to its figures, where the corpus lies beside the checkout.

The corpus's own instruments judge; they are run in this process, on the same data that `recap inspect` prints.
"""

import importlib.util
import json
import re
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from recap.document import load
from recap.inspect import as_data

ROOT = Path(__file__).resolve().parents[1]
READING = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
FIGURES = {
    name: float(f1) for name, f1 in re.findall(r"^\| ([a-z ]+) \| [\d.]+ \| [\d.]+ \| ([\d.]+) \|$", READING, re.M)
}
"""What docs/reading.md says: the F1 of each question."""
FALL = 0.02


def instrument(corpus: Path, name: str) -> ModuleType:
    """Return one of the corpus's scripts as a module, without a trace in sys.modules or on the path."""
    sys.path.insert(0, str(corpus))
    try:
        spec = importlib.util.spec_from_file_location(f"corpus_{name}", corpus / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(corpus))
        sys.modules.pop("front", None)
    return module


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="module")
def figures(corpus) -> dict[str, float]:
    """The F1 of each question over the labelled posts."""
    score = instrument(corpus, "score")
    total: Counter = Counter()
    for label in sorted((corpus / "labels").glob("*.json")):
        post = corpus / "posts" / f"{label.stem}.md"
        found = json.loads(json.dumps(as_data(load(post, read(post)))))
        total += score.judge(found, json.loads(label.read_text(encoding="utf-8")))[0]

    def f1(name: str) -> float:
        hit, found, wanted = (total[name, key] for key in ("hit", "found", "wanted"))
        return 2 * hit / (found + wanted) if found + wanted else 0.0

    return {name: f1(name) for name in score.QUESTIONS}


def test_the_documentation_has_a_figure_for_every_question(corpus):
    assert set(FIGURES) == set(instrument(corpus, "score").QUESTIONS)


@pytest.mark.parametrize("question", FIGURES)
def test_reading_is_as_good_as_the_documentation_says(question, figures):
    assert figures[question] >= FIGURES[question] - FALL


def test_markdown_keeps_what_github_shows_as_often_as_the_documentation_says(corpus):
    pytest.importorskip("comrak")
    parity = instrument(corpus, "parity")
    posts = sorted((corpus / "posts").glob("*.md"))
    same = sum(not lost(parity, read(post), load(post, read(post)).html) for post in posts)
    said = re.search(r"parity: (\d+) of (\d+) posts", READING)
    assert len(posts) == int(said[2])
    assert same >= int(said[1]) - FALL * len(posts)


def lost(parity: ModuleType, text: str, html: str) -> bool:
    """True when the page has not what GitHub would show: another number of items, or a link or heading less."""
    want, have = parity.shape(parity.reference(text)), parity.shape(html)
    return any(
        wanted - have[key] if isinstance(wanted, Counter) else wanted != have[key] for key, wanted in want.items()
    )
