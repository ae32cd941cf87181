"""`recap check` as authors run it: what it prints, how it ends, and what `--fix` leaves alone."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recap.check import Edit, Site, check, chosen
from recap.check.files import posts_in
from recap.check.fix import mended
from recap.check.near import near_pairs
from recap.check.post import Post, read_post
from recap.errors import RecapError

ROOT = Path(__file__).resolve().parents[2]
CLEAN = "Title: Notes\nDate: 2015-06-07\n\nText.\n"
BARE = "\ufeffTitle: Notes\r\nDate: 2015-06-07\r\n\r\nSee https://example.org/a_b.\r\nTrailing blanks:  \r\nno end"


def said(text: str, *rules: str) -> list[str]:
    post = Post(path="post.md", text=text)
    return [f"{each.finding.line} {each.rule.number}" for each in check(Site(posts=(post,)), chosen(rules))]


def test_of_one_post_among_others_its_own_findings_are_said_and_no_others():
    posts = tuple(
        Post(path=f"{name}.md", text=f"Title: {name}\nDate: 2015-06-07\nTags: {tag}\n\nText.\n")
        for name, tag in (
            ("one", "monitoring"),
            ("two", "monitoring"),
            ("three", "Monitoring"),
            ("four", "monitorin"),
        )
    )
    found = check(Site(posts=posts, only=posts[2]), chosen(["R014"]))
    assert [each.finding.path for each in found] == ["three.md"]


@pytest.fixture
def post(tmp_path):
    """Return a function that writes a post into content/ and returns its path."""

    def write(text: str | bytes, name: str = "post.md") -> Path:
        path = tmp_path / "content" / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write


def test_nothing_to_say_ends_with_0(recap, post):
    post(CLEAN)
    run = recap("check")
    assert (run.returncode, run.stdout) == (0, "")
    assert run.stderr == "0 findings in 1 post\n"


def test_a_finding_is_path_line_rule_what_and_remedy_and_ends_with_1(recap, post):
    post(CLEAN + "\nIt is [here](https://example.org/).\n")
    run = recap("check", "content/post.md")
    assert run.returncode == 1
    said = "the link text 'here' says nothing of where it leads; link the words that name it"
    assert run.stdout == f"content/post.md:6: R041 {said}\n"


@pytest.mark.parametrize(
    "arguments", [["nowhere"], ["--select", "R9"], ["--ignore", "nonsense"], ["--published", "nothing.json"]]
)
def test_what_cannot_run_ends_with_2_and_says_why(recap, post, arguments):
    post(CLEAN)
    run = recap("check", *arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert "; " in run.stderr
    assert "Traceback" not in run.stderr


def test_a_file_that_the_site_does_not_have_is_named_and_one_that_it_has_is_not(recap, post):
    post("", "talks/the hall.jpg")
    post("", "images/stage.jpg")
    there = "![hall]({static}the%20hall.jpg) ![stage]({static}/images/stage.jpg) [it]({filename}day.md#talks)"
    gone = "![stage]({static}stage.jpg)\n\n[plan]({attach}/plan.pdf), [last year]({filename}../2014.md)\n"
    post(f"{CLEAN}\n{there}\n\n{gone}", "talks/day.md")
    said = recap("check", "--select", "R047").stdout.splitlines()
    remedy = "leads to no file of the site; correct the path, or add the file"
    first = CLEAN.count("\n") + 4
    assert said == [
        f"content/talks/day.md:{first}: R047 the link {{static}}stage.jpg {remedy}",
        f"content/talks/day.md:{first + 2}: R047 the link {{attach}}/plan.pdf {remedy}",
        f"content/talks/day.md:{first + 2}: R047 the link {{filename}}../2014.md {remedy}",
    ]


def test_of_a_post_that_is_in_no_site_only_the_files_beside_it_are_looked_for(recap, tmp_path):
    (tmp_path / "post.md").write_text(
        f"{CLEAN}\n![a]({{static}}/images/a.jpg) ![b]({{static}}b.jpg)\n", encoding="utf-8"
    )
    (line,) = recap("check", "--select", "R047", "post.md").stdout.splitlines()
    assert "{static}b.jpg leads to no file" in line


def test_a_folder_that_may_not_be_read_is_not_taken_for_an_empty_one(post, monkeypatch):
    content = post(CLEAN).parent
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(RecapError, match="this folder may not be read; check whose it is"):
        posts_in([content])


def test_a_file_that_is_no_post_is_not_judged_and_much_less_mended(recap, post):
    settings = post('SITEURL = "https://a.example/"  # https://b.example/\n', "conf.py")
    said = recap("check", "--fix", "content/conf.py").stderr
    assert said.startswith("content/conf.py: this is no post that is checked; one ends in .md, ")
    assert "<https" not in settings.read_text(encoding="utf-8")


def test_a_misspelt_rule_is_guessed(recap, post):
    post(CLEAN)
    assert "did you mean 'bare-address'?" in recap("check", "--select", "bare-adress").stderr


def test_bytes_that_are_not_utf8_are_a_finding_and_the_rest_is_checked_all_the_same(recap, post):
    before = b"Title: Notes\nDate: 2015-06-07\n\nCaf\xe9 at https://example.org/.\n"
    path = post(before)
    run = recap("check", "--fix")
    assert re.findall(r":(\d+): (R\d+)", run.stdout) == [("4", "R001"), ("4", "R043")]
    assert path.read_bytes() == before, "a file that is not UTF-8 is left alone"


def test_json_has_each_finding_by_field(recap, post):
    post(BARE)
    run = recap("check", "--format", "json")
    (found,) = json.loads(run.stdout)
    assert found.pop("message").startswith("the address https://example.org/a_b ")
    assert found.pop("remedy")
    assert found == {
        "path": "content/post.md",
        "line": 4,
        "rule": "R043",
        "name": "bare-address",
        "fixable": True,
    }


def test_github_gets_commands_whose_special_letters_are_escaped(recap, post):
    post("Title: 100%\nDate: 2015-06-07\n\n[100%]()\n", "a,b.md")
    run = recap("check", "--format", "github")
    assert run.stdout == (
        "::warning file=content/a%2Cb.md,line=4,title=R040 empty-target::the link '100%25' leads nowhere; "
        "write its address, or take the brackets away\n"
    )


def test_what_keeps_a_post_from_being_published_is_an_error_on_github(recap, post):
    post("Date: 2015-06-07\n\nText.\n")
    assert recap("check", "--format", "github").stdout.startswith("::error file=content/post.md,line=1,title=R002")


def test_fix_shows_the_change_and_leaves_every_other_byte(recap, post):
    path = post(BARE)
    path.chmod(0o640)
    run = recap("check", "--fix")
    assert run.returncode == 0
    assert "-See https://example.org/a_b.\n+See <https://example.org/a_b>.\n" in run.stdout
    assert path.read_bytes() == BARE.replace("https://example.org/a_b", "<https://example.org/a_b>").encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in path.parent.iterdir()] == ["post.md"], "nothing is left behind"


def test_fix_leaves_an_address_that_may_be_code(recap, post):
    text = "Title: x\nDate: 2015-06-07\n\n    curl https://example.org/a\n\nSee https://example.org/a yourself.\n"
    path = post(text)
    assert recap("check", "--fix").returncode == 1
    assert path.read_text("utf-8") == text


def test_fix_with_json_prints_nothing_but_json(recap, post):
    post(BARE)
    assert json.loads(recap("check", "--fix", "--format", "json").stdout) == []


def test_fix_writes_a_tag_as_the_others_do(recap, post):
    for name in ("a.md", "b.md"):
        post(f"Title: {name}\nDate: 2015-06-07\nTags: queues, Machine Learning\n\nText.\n", name)
    odd = post("---\ntitle: c\ndate: 2015-06-07\ntags: [machine-learning, 'x']\n---\nText.\n", "c.md")
    assert recap("check", "--fix").returncode == 0
    assert "tags: [Machine Learning, 'x']" in odd.read_text("utf-8")


def test_fix_makes_no_tag_of_a_post_twice(recap, post):
    for name in ("a.md", "b.md"):
        post(f"Title: {name}\nDate: 2015-06-07\nTags: queues\n\nText.\n", name)
    odd = post("Title: c\nDate: 2015-06-07\nTags: queues, Queues\n\nText.\n", "c.md")
    run = recap("check", "--fix")
    assert run.returncode == 1
    assert "the tag 'Queues' is 'queues' beside it; take one of them away" in run.stdout
    assert "Tags: queues, Queues" in odd.read_text("utf-8")


CONF = """
SITENAME = "Notes"
PLUGINS = ["recap"]
PATH = "posts"
RECAP = {
    "check": {
        "ignore": ["vague-link-text"],
        "select": ["R01", "R04"],
    },
}
"""
HERE = CLEAN + "\nIt is [here](https://example.org/), see https://example.org/a.\n\n#### Deep\n\n# x\n\n### y\n"


@pytest.fixture
def site(recap, tmp_path):
    """Return a function that checks a site whose one post is HERE, and says which rules spoke."""

    def run(settings: str, *arguments: str) -> tuple[list[str], "subprocess.CompletedProcess[str]"]:
        (tmp_path / "pelicanconf.py").write_text(settings, "utf-8")
        (tmp_path / "posts").mkdir(exist_ok=True)
        (tmp_path / "posts" / "here.md").write_text(HERE, "utf-8")
        done = recap("check", *arguments)
        return re.findall(r"^\S+:\d+: (R\d+)", done.stdout, re.M), done

    return run


def test_the_settings_say_where_the_posts_are_and_which_rules_run(site):
    assert site(CONF)[0] == ["R011", "R043"]


def test_an_option_has_the_last_word_over_the_settings(site):
    assert site(CONF, "--select", "R041")[0] == ["R041"]
    assert site(CONF, "--ignore", "R011")[0] == ["R043"]


def test_a_rule_in_the_settings_that_does_not_exist_is_named_with_its_line(site):
    _, done = site(CONF.replace("vague-link-text", "vague-link-txt"))
    said = "pelicanconf.py:7: there is no rule 'vague-link-txt'; did you mean 'vague-link-text'?\n"
    assert (done.returncode, done.stderr) == (2, said)


def test_the_last_build_tells_of_a_changed_address(recap, post):
    text = "Title: Two days at TolConf\nDate: 2015-06-07\n\nText.\n"
    path = post(text)
    post(CLEAN.replace("2015-06-07", "2015-06-07 10:00"), "other.md")
    assert recap("build", "--quiet").returncode == 0
    assert recap("check").stdout == "", "nothing has changed"
    path.write_text(text.replace("TolConf", "ToolConf"), "utf-8")
    said = "its address was 'two-days-at-tolconf', and is 'two-days-at-toolconf' now: links to the old one break"
    assert f"content/post.md:1: R013 {said}; write `Slug: two-days-at-tolconf`" in recap("check").stdout
    assert "R013" in recap("check", "content/post.md").stdout, "the other posts are known, though not looked at"
    path.write_text(text.replace("Date", "Redirect_from: /two-days-at-tolconf/\nDate"), "utf-8")
    assert recap("check").stdout == "", "readers are sent on"


def test_a_page_of_the_site_needs_no_date(recap, post):
    post("Title: About\n\nText.\n", "pages/about.md")
    assert recap("check").returncode == 0


def test_the_rules_are_listed_with_what_would_not_run(recap):
    lines = recap("check", "--rules", "--ignore", "R02").stdout.splitlines()
    assert "R011 no-summary  (not run)" in lines
    assert "R020 skipped-level  (not run)" in lines
    assert "R041 vague-link-text" in lines


def test_rules_are_selected_by_number_beginning_and_name():
    text = CLEAN + "\n[deck](), [here](https://example.org/a) and https://example.org/\n"
    assert said(text) == ["6 R040", "6 R041", "6 R043"]
    assert said(text, "R040", "bare-address") == ["6 R040", "6 R043"]
    assert said(text, "r04") == ["6 R040", "6 R041", "6 R043"]
    assert [rule.number for rule in chosen(["R01"], ["R012", "R013"])] == ["R010", "R011", "R014", "R015"]


def test_the_first_post_has_one_heading_that_is_misnested():
    post = read_post(ROOT / "content" / "2015-06-07-sreconeu2015recap.md")
    found = check(Site(posts=(post,)), chosen(["R02", "R03"]))
    assert [(each.rule.number, each.finding.line) for each in found] == [("R021", 63)]


def test_thousands_of_names_are_compared_by_what_is_left_without_a_letter():
    assert list(near_pairs(["ada", "adam", "eve", "ave", "bob", "ada"])) == [("ada", "adam"), ("ave", "eve")]


@given(st.text(max_size=200))
def test_no_text_stops_the_checks_and_each_finding_has_a_line_of_the_file(text):
    post = Post(path="post.md", text=text)
    found = check(Site(posts=(post,)), chosen())
    assert all(1 <= each.finding.line <= len(post.lines) for each in found)


_LINES = st.lists(
    st.sampled_from(["https://a.example/", "x", " ", "\r\n", "\n", "\r", "\ufeff", "é", "`"]), max_size=20
)


@given(_LINES.map("".join), st.integers(1, 5), st.integers(0, 5))
def test_an_edit_changes_its_own_words_or_nothing(text, line, start):
    """What is not the edit's old text is left, line ends and all; an edit of a line that is gone is not made."""
    new = mended(text, [Edit(line=line, start=start, old="x", new="yy")])
    assert new == text or (new.count("yy") == 1 and new.replace("yy", "x") == text)


@pytest.fixture(scope="module")
def real_posts(corpus):
    return [read_post(path) for path in sorted((corpus / "posts").glob("*.md"))[::4]]


def test_fixes_show_the_same_on_real_posts(real_posts):
    """An address that is set between < and > is the same link: the page does not change."""
    for post in real_posts:
        edits = [each.finding.edit for each in check(Site(posts=(post,)), chosen(["R043"])) if each.finding.edit]
        new = Post(path=post.path, text=mended(post.text, edits))
        assert not edits or new.document.html == post.document.html, post.path


def test_usual_rules_say_little_of_real_posts(real_posts):
    """False alarms are worse than misses: half of the posts, each by itself, have fewer than three findings."""
    counts = sorted(len(check(Site(posts=(post,)), chosen())) for post in real_posts)
    assert counts[len(counts) // 2] < 3
