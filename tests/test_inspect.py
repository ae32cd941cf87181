"""`recap inspect`, through the door that authors use, on the post that Recap began with."""

import json
from pathlib import Path

import pytest

from recap.model import LINK_KINDS

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "content" / "2015-06-07-sreconeu2015recap.md"
GOLDEN = ROOT / "tests" / "cases" / "seed.json"


@pytest.fixture(scope="module")
def recap(python):
    """Return a function that runs the command as an author does, in the checkout or in `cwd`."""
    return lambda *arguments, cwd=ROOT: python("recap", *arguments, cwd=cwd)


@pytest.fixture(scope="module")
def seed(recap):
    done = recap("inspect", "--json", SEED)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_seed_is_read_as_the_golden_file_says(seed, rewrite):
    """Everything found in the SRECon post; rewritten by `pytest --rewrite` and read in review."""
    if rewrite:
        GOLDEN.write_text(json.dumps(seed, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert seed == json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_the_seed_has_its_workshops_and_its_talk(seed):
    marked = [(s["kind"], s["title"], s["speakers"]) for s in seed["sessions"] if s["marked"]]
    assert marked == [
        ("workshop", "Postmortems", ["John Allspaw"]),
        ("workshop", "Large Scale Abstract Design", []),
        ("workshop", "Machine Learning on Machine Data", []),
        ("talk", "Operational Software Design", ["Theo Schlossnagle"]),
    ]


def test_the_talk_has_its_abstract_and_its_slides(seed):
    talk = next(s for s in seed["sessions"] if s["title"] == "Operational Software Design")
    kinds = {link["url"].rsplit("/", 1)[-1]: link["kind"] for link in talk["links"]}
    assert kinds["schlossnagle"] == "abstract"
    assert kinds["operational-software-design"] == "slides"


def test_the_seed_has_its_link_lists_with_titles_and_notes(seed):
    sizes = [(listing["title"], len(listing["links"])) for listing in seed["link_lists"]]
    assert sizes == [
        ("However I can provide a few links to relevant talks/slides", 3),
        ("Machine Learning on Machine Data", 2),
        ("Nagios related", 2),
        ("Zookeeper related", 1),
        ("Kafka related", 5),
    ]
    notes = [link["note"] for listing in seed["link_lists"] for link in listing["links"] if link["note"]]
    assert notes == ["It includes python implementations of Kafka producers and consumers"]


def test_every_link_comes_once_with_its_kind_and_the_reason(seed):
    urls = [link["url"] for link in seed["links"]]
    assert len(urls) == len(set(urls)) == 27
    assert all(link["kind"] in LINK_KINDS and link["reason"] for link in seed["links"])


def test_the_conference_is_named_with_its_page(seed):
    conference = {key: seed["conference"][key] for key in ("name", "year", "url")}
    page = "https://www.usenix.org/conference/srecon15europe/program"
    assert conference == {"name": "SRECon EU", "year": 2015, "url": page}


def test_all_24_list_items_are_list_items(recap):
    """Stock Pelican loses nine of them into paragraphs."""
    assert recap("inspect", "--html", SEED).stdout.count("<li") == 24


def test_people_get_a_tree_and_with_v_the_reasons(recap):
    done = recap("inspect", "-v", SEED)
    assert done.returncode == 0
    for line in ("workshop Postmortems - John Allspaw", "Kafka related", "because: the title", "{: .slides }"):
        assert line in done.stdout


def test_every_guess_says_why_and_what_overrules_it(recap, tmp_path):
    post = tmp_path / "post.md"
    post.write_text(GUESSED, encoding="utf-8")
    said = [line.strip(" │├└─") for line in recap("inspect", "-v", post, cwd=tmp_path).stdout.splitlines()]
    assert said[1:] == GUESSES.splitlines()


GUESSED = """\
Title: Notes from ToolConf 2015
Date: 2015-06-01

## [Keynote] Tools - Ada Winter

- [the tool](https://tools.example.org/)
- [her slides](https://speakerdeck.com/a/b)
"""

GUESSES = """\
Conference ToolConf 2015
because: the title
to overrule it write `Conference: Name 2015` at the top of the file; `Conference: none` for a post about none
Sections
[Keynote] Tools - Ada Winter line 4
Sessions 1
keynote Tools - Ada Winter line 4
a session: its label says keynote
keynote: the label on its line
the title: its heading, read as "Title - Speaker"
the speakers: the words after " - "
tool the tool https://tools.example.org/
slides her slides https://speakerdeck.com/a/b
to overrule it write an attribute list on its line: {: .talk } or another kind, {: .not-a-session }, \
{: data-speakers="Ada Lovelace; Grace Hopper" }, {: data-title="..." }
Link lists 1
[Keynote] Tools - Ada Winter line 6
the title: the heading above it
tool the tool https://tools.example.org/ because: the words "the tool"
slides her slides https://speakerdeck.com/a/b because: the words "her slides"
to overrule it write a heading right above it; of several lists below one heading, a line with a colon above each
Links 2
tool the tool https://tools.example.org/ because: the words "the tool" line 6
slides her slides https://speakerdeck.com/a/b because: the words "her slides" line 7
to overrule it write an attribute list after the link: [words](address){: .slides } or another kind
"""


def test_a_post_without_sessions_is_told_how_to_have_one(recap, tmp_path):
    post = tmp_path / "post.md"
    post.write_text("Title: A walk\nDate: 2015-06-01\n\nIt rained.\n", encoding="utf-8")
    said = recap("inspect", "-v", post, cwd=tmp_path).stdout
    assert "no sessions found" in said
    assert "write an attribute list on the line of a heading or an item: {: .talk } or another kind" in said


def test_a_post_that_cannot_be_published_is_inspected_all_the_same(recap, tmp_path):
    post = tmp_path / "post.md"
    post.write_text("Title: A post\nDate: soon\n\n[deck](https://speakerdeck.com/a/b)\n", encoding="utf-8")
    done = recap("inspect", "--json", post)
    assert done.returncode == 0
    assert f"{post}:2: the date 'soon' is none" in done.stderr
    assert json.loads(done.stdout)["links"][0]["kind"] == "slides"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing.md"], "nothing.md: No such file"),
        (["."], "Is a directory"),
        (["talks.rst"], "this is no Markdown: it is published, but nothing is found in it"),
        ([], "Missing argument 'FILE'"),
        (["--json", "--html", "nothing.md"], "choose one of --json and --html"),
    ],
)
def test_what_cannot_run_says_so_and_ends_with_2(recap, arguments, said):
    done = recap("inspect", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_post_has_no_dangling_comma(recap, tmp_path):
    post = tmp_path / "post.md"
    post.write_text("", encoding="utf-8")
    assert recap("inspect", post).stdout.splitlines()[0] == "no title no date"


@pytest.fixture
def quoting(tmp_path):
    """Return a post that settings make something else of."""
    post = tmp_path / "post.md"
    post.write_text('Title: A post\nDate: 2015-06-07\n\nThey said\n"yes".\n', encoding="utf-8")
    return post


PLAIN = "TYPOGRIFY = False\nMARKDOWN = {'extensions': ['nl2br']}\nTIMEZONE = 'Europe/Berlin'\n"


@pytest.mark.parametrize("named", [[], ["--settings", "other.py"]], ids=["pelicanconf.py", "another file"])
def test_a_post_is_read_with_the_settings_of_its_site(recap, tmp_path, quoting, named):
    (tmp_path / (named or ["pelicanconf.py"])[-1]).write_text(PLAIN, encoding="utf-8")
    html = recap("inspect", "--html", *named, quoting, cwd=tmp_path).stdout
    assert html == '<p>They said<br>\n"yes".</p>\n'


def test_without_a_site_the_defaults_are_meant(recap, tmp_path, quoting):
    assert recap("inspect", "--html", quoting, cwd=tmp_path).stdout == "<p>They said&nbsp;“yes”.</p>\n"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("DEFAULT_LANG = \n", "pelicanconf.py:1: invalid syntax"),
        ("RECAP = {'raw_html': 1}\n", "pelicanconf.py:1: raw_html in RECAP is 1, neither True nor False"),
        ("MARKDOWN = {'extensions': ['nothing-such']}\n", "pelicanconf.py:1: "),
    ],
)
def test_settings_that_cannot_be_used_are_said_and_end_with_2(recap, tmp_path, quoting, settings, said):
    (tmp_path / "pelicanconf.py").write_text(settings, encoding="utf-8")
    done = recap("inspect", quoting, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(said)


def test_a_terminal_that_knows_few_letters_gets_the_tree_and_programs_get_utf8(python, tmp_path, quoting):
    quoting.write_text("Title: Zoë\nDate: 2015-06-07\n\n## Talks\n\n### Ropes - Zoë Åkesson\n", encoding="utf-8")
    few = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = python("recap", "inspect", quoting, cwd=tmp_path, **few)
    assert (done.returncode, done.stderr) == (0, "")
    assert "talk Ropes - Zo? ?kesson" in done.stdout
    assert json.loads(python("recap", "inspect", "--json", quoting, cwd=tmp_path, **few).stdout)["title"] == "Zoë"
    assert "Zoë" in python("recap", "inspect", "--html", quoting, cwd=tmp_path, **few).stdout
