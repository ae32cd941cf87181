"""Python-Markdown's extensions work unchanged with our lists: its own tests say so, where they are at hand.

Its source distribution holds them: unpack it and name the folder in RECAP_MARKDOWN_TESTS. Cases of each extension
in combination with lists are in tests/cases/markup.
"""

import importlib
import os
import sys
import unittest
from pathlib import Path

import markdown
import pytest

from recap.reading.markdown.lists import ListExtension
from recap.reading.markdown.signs import SignExtension

VARIABLE = "RECAP_MARKDOWN_TESTS"
EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "code_hilite", "def_list", "fenced_code", "footnotes", "md_in_html"),
    *("smarty", "tables", "toc"),
]
EXPECTED_DIFFERENCES = {
    "test_def_list_with_nesting_self": "a paragraph indented by two columns is the item's above it",
}
"""Name of a test -> why lists of CommonMark differ from what it wants."""


@pytest.fixture
def their_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make their tests importable, and every Markdown instance one with our lists."""
    folder = os.environ.get(VARIABLE)
    if not folder or not (Path(folder) / "tests" / "test_syntax").is_dir():
        pytest.skip(f"{VARIABLE} does not name an unpacked source distribution of Python-Markdown")
    monkeypatch.syspath_prepend(folder)
    for name in [name for name in sys.modules if name == "tests" or name.startswith("tests.")]:
        monkeypatch.delitem(sys.modules, name)
    original = markdown.Markdown.__init__

    def with_lists(self: markdown.Markdown, **options: object) -> None:
        ours = (ListExtension(), SignExtension())
        original(self, **{**options, "extensions": [*(options.get("extensions") or ()), *ours]})

    monkeypatch.setattr(markdown.Markdown, "__init__", with_lists)


@pytest.mark.usefixtures("their_tests")
@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.filterwarnings("ignore")  # theirs are not ours to mend
def test_their_tests_pass_with_our_lists(extension: str) -> None:
    module = importlib.import_module(f"tests.test_syntax.extensions.test_{extension}")
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromModule(module).run(result)
    failed = {case.id().rpartition(".")[2]: text for case, text in [*result.failures, *result.errors]}
    assert result.testsRun
    assert not {name: text for name, text in failed.items() if name not in EXPECTED_DIFFERENCES}
    assert all(hasattr_anywhere(module, name) <= (name in failed) for name in EXPECTED_DIFFERENCES)


def hasattr_anywhere(module: object, name: str) -> bool:
    """Return whether a class of the module has the test: an expected difference that is gone must be taken off."""
    return any(hasattr(value, name) for value in vars(module).values() if isinstance(value, type))
