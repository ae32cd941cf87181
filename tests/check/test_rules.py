"""Every rule: marked cases that anybody can add to, and a page whose examples behave as it says."""

import re
from pathlib import Path

import pytest
from marked import read_marked

from recap.check import RULES

ROOT = Path(__file__).resolve().parents[2]
CASES = sorted((ROOT / "tests" / "cases" / "check").glob("*.md"))
PAGES = sorted((ROOT / "docs" / "rules").glob("R*.md"))
EXAMPLE = re.compile(r"^```markdown\n(.*?)^```$", re.M | re.S)
NOT_TEXT = "R001"
"""What this rule finds cannot stand in a text: test_check.py has bytes for it."""


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_each_case_is_said_of_on_the_marked_lines_and_nowhere_else(case, tmp_path):
    marked = read_marked(case.read_text("utf-8"), case.stem[:4], tmp_path)
    assert marked.said == marked.expected


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.number != NOT_TEXT], ids=lambda rule: rule.number)
def test_each_rule_has_a_case_with_lines_that_it_speaks_of_and_others(rule):
    texts = [case.read_text("utf-8") for case in CASES if case.stem == f"{rule.number}-{rule.name}"]
    assert texts, f"tests/cases/check/{rule.number}-{rule.name}.md is missing"
    assert f"{{{rule.number}}}" in texts[0]


def test_each_rule_has_its_page_and_each_page_its_rule():
    assert [page.stem for page in PAGES] == [rule.number for rule in RULES]


def test_numbers_and_names_are_given_once_and_in_order():
    numbers = [rule.number for rule in RULES]
    assert numbers == sorted(set(numbers))
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.number)
def test_the_examples_of_a_page_behave_as_it_says(rule, tmp_path):
    page = (ROOT / "docs" / "rules" / f"{rule.number}.md").read_text("utf-8")
    assert page.startswith(f"# {rule.number} {rule.name}\n")
    assert ("only when it is selected" in page) == (not rule.default)
    examples = [read_marked(text, rule.number, tmp_path) for text in EXAMPLE.findall(page)]
    assert [example.said for example in examples] == [example.expected for example in examples]
    own = [each for example in examples for each in example.found if each.rule == rule]
    assert bool(own) == (rule.number != NOT_TEXT), "the page shows nothing that the rule speaks of"
    assert ("`--fix`" in page) == any(each.finding.edit for each in own)


def test_the_overview_lists_each_rule_with_its_page():
    overview = (ROOT / "docs" / "check.md").read_text("utf-8")
    listed = re.findall(r"^\| \[(R\d+)\]\(rules/\1\.md\) \| ([\w-]+)(?: \*)? \|", overview, re.M)
    assert listed == [(rule.number, rule.name) for rule in RULES]
    starred = set(re.findall(r"^\| \[(R\d+)\]\S+ \| \S+ \* \|", overview, re.M))
    assert starred == {rule.number for rule in RULES if not rule.default}
