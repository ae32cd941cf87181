"""`recap build` through the real door: a process of its own, real files, what it says and how it ends."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from folders import contents

from recap.settings_file import SettingsFile
from recap.site.settings.pelican_settings import faults

ROOT = Path(__file__).resolve().parents[1]
WIDE = {"COLUMNS": "999"}
"""Pelican breaks its lines where the terminal ends."""
TWO_LINES = 'PLUGINS = ["recap"]\nTIMEZONE = "UTC"\n'
WITH_THEME = f"from recap import THEME\n{TWO_LINES}"
POST = "Title: A day at ExampleConf 2021\nDate: 2021-05-04\n\nIt was [good](https://example.org/).\n"


@pytest.fixture
def site(tmp_path):
    """A folder with one post; return a function that writes its settings."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "day.md").write_text(POST, encoding="utf-8")

    def configured(text):
        (tmp_path / "pelicanconf.py").write_text(text, encoding="utf-8")

    return configured


@pytest.fixture
def checkout(tmp_path):
    """The site of this repository, by itself: what others build in the checkout meanwhile is no part of a test."""
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "pelicanconf.py", folder)
    return folder


def test_the_checkout_builds_and_says_in_one_line_what_it_made(recap, checkout, tmp_path):
    done = recap("build", "--output", tmp_path / "output", cwd=checkout)
    assert (done.returncode, done.stderr) == (0, "")
    line = r"Built \d+ recaps?: \d+ talks?, \d+ workshops?, \d+ links? in \d+\.\d s -> .*output/\n"
    assert re.fullmatch(line, done.stdout)
    addresses = (
        "archives conferences conferences/srecon-eu talks workshops speakers links tags tag/sre categories "
        "category/blog authors sreconeu2015recap"
    )
    for address in ["", *addresses.split()]:
        assert (tmp_path / "output" / address / "index.html").is_file(), address


def test_pelican_builds_the_same_bytes(recap, checkout, tmp_path):
    recap("build", "--output", tmp_path / "ours", cwd=checkout)
    done = recap("content", "--output", tmp_path / "pelicans", cwd=checkout, module="pelican")
    assert done.returncode == 0
    assert contents(tmp_path / "ours") == contents(tmp_path / "pelicans")


def test_two_processes_build_the_same_bytes(recap, tmp_path):
    names = tmp_path / "names"
    shutil.copytree(ROOT / "tests" / "cases" / "site" / "names", names)
    for seed in ("1", "2"):
        recap("build", "--output", tmp_path / seed, cwd=names, PYTHONHASHSEED=seed)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_a_file_that_would_stay_the_same_is_not_written_again(recap, site, tmp_path):
    site(TWO_LINES)
    recap("build")
    pages = [path for path in (tmp_path / "output").rglob("*.*ml") if path.is_file()]
    before = {path: path.stat().st_mtime_ns for path in pages}
    recap("build")
    assert before == {path: path.stat().st_mtime_ns for path in pages}
    assert not list((tmp_path / "output").rglob("*.new"))


def test_a_post_whose_name_ends_in_capitals_is_a_post_for_builds_as_for_checks(recap, site, tmp_path):
    site(TWO_LINES)
    (tmp_path / "content" / "day.md").rename(tmp_path / "content" / "DAY.MD")
    assert recap("build").stdout.startswith("Built 1 recap: ")
    assert (tmp_path / "output" / "a-day-at-exampleconf-2021.html").is_file()
    assert recap("check").stderr == "0 findings in 1 post\n"
    (tmp_path / "content" / "DAY.MD").write_text(POST.replace("good", "bad"), encoding="utf-8")
    recap("build")
    assert "bad" in (tmp_path / "output" / "a-day-at-exampleconf-2021.html").read_text(encoding="utf-8")


def test_drafts_are_told_apart_from_what_is_published(recap, site, tmp_path):
    site(TWO_LINES)
    draft = tmp_path / "content" / "draft.md"
    draft.write_text(POST.replace("Date", "Status: draft\nDate"), encoding="utf-8")
    said = r"Built 1 recap: 0 talks, 0 workshops, 1 link, and 1 draft in \d+\.\d s -> output/\n"
    for _ in range(2):
        assert re.fullmatch(said, recap("build").stdout)
    (tmp_path / "content" / "second.md").write_text(draft.read_text("utf-8").replace("A", "B"), encoding="utf-8")
    assert ", 1 link, and 2 drafts in " in recap("build").stdout
    for path in (draft, tmp_path / "content" / "second.md"):
        path.unlink()
    assert ", 1 link in " in recap("build").stdout


def test_one_recap_is_counted_in_the_singular_and_quiet_says_nothing(recap, site):
    site(TWO_LINES)
    assert recap("build").stdout.startswith("Built 1 recap: 0 talks, 0 workshops, 1 link in ")
    done = recap("build", "--quiet")
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


@pytest.mark.usefixtures("site")
def test_folders_and_settings_are_taken_from_the_command_line(recap, tmp_path):
    (tmp_path / "content").rename(tmp_path / "posts")
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "mine.py").write_text(TWO_LINES, encoding="utf-8")
    done = recap("build", "--content", "posts", "--output", "public", "--settings", "conf/mine.py")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("-> public/\n")
    assert (tmp_path / "public" / "index.html").is_file()


def test_what_is_wanting_in_a_settings_file_is_said_of_that_file(recap, site, tmp_path):
    site("")
    (tmp_path / "mine.py").write_text('PLUGINS = ["recap"]\n', encoding="utf-8")
    done = recap("build", "--settings", "mine.py")
    assert done.returncode == 0
    assert done.stderr.startswith("mine.py: no TIMEZONE: dates are taken for those of UTC; write TIMEZONE")


@pytest.mark.usefixtures("site")
def test_a_folder_without_settings_is_built_with_those_of_the_demonstration(recap, tmp_path):
    done = recap("build")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "output" / "a-day-at-exampleconf-2021" / "index.html").is_file()


def test_a_missing_content_folder_is_said(recap):
    done = recap("build")
    assert done.returncode == 2
    remedy = "put your posts there, name their folder with --content, or begin a site with `recap init`"
    assert done.stderr == f"content: no such folder; {remedy}\n"


def test_a_file_is_not_taken_for_the_content_folder_nor_for_settings(recap, tmp_path):
    (tmp_path / "talks.csv").write_text("title,speaker\n", encoding="utf-8")
    assert recap("build", "--content", "talks.csv").stderr.startswith("talks.csv: this is no folder; ")
    said = "talks.csv: this is no settings file: its name ends in .py; correct the name, or leave --settings out\n"
    assert recap("build", "--settings", "talks.csv").stderr == said


def test_a_content_folder_that_may_not_be_read_empties_no_site(tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda *_: False)
    (said,) = faults({"PATH": str(tmp_path), "THEME": "."}, SettingsFile(("none.py",)))[:1]
    assert said.message.startswith("PATH is a folder that may not be read: ")


def test_an_empty_content_folder_is_said(recap, tmp_path):
    (tmp_path / "content").mkdir()
    done = recap("build")
    assert done.returncode == 0
    assert done.stderr.startswith("content: no post in this folder; write one")


@pytest.mark.parametrize("theme", ["simple", "notmyidea"])
def test_themes_of_others_show_every_page(recap, site, tmp_path, theme):
    site(f'{TWO_LINES}THEME = "{theme}"\n')
    done = recap("build")
    assert (done.returncode, done.stderr) == (0, "")
    for page in ("conferences", "conferences/exampleconf", "talks", "workshops", "speakers", "links"):
        text = (tmp_path / "output" / page / "index.html").read_text(encoding="utf-8")
        assert "</html>" in text
    assert "https://example.org/" in text


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (
            'TIMEZONE = "Europe/Dubln"',
            "3: TIMEZONE is no time zone: 'Europe/Dubln'; did you mean 'Europe/Dublin'?",
        ),
        ('PATH = "contnt"', "3: PATH is no folder: 'contnt'; create it, or name the folder with the posts"),
        ('THEME = "nope"', "3: THEME is no folder: 'nope'; create it, or name the folder with the theme"),
        ('DEFAULT_PAGINATION = "10"', "3: DEFAULT_PAGINATION is '10'; write a number of recaps"),
        ("SITENAME = 5", '3: SITENAME is of type int, not text; write it as SITENAME = "..."'),
        ('TAG_URL = "tag/{slg}/"', "3: TAG_URL has a placeholder that cannot be filled: 'tag/{slg}/'"),
        ('PLUGINS = ["recap", "nope"]', "3: the plugin 'nope' cannot be found"),
        ("PLUGINS = []", "3: PLUGINS does not name 'recap'"),
        ("PLUGINS = None", "3: PLUGINS does not name 'recap'"),
        ("JINJA_FILTERS = 5", "3: JINJA_FILTERS is of type int, not a dictionary; write it as JINJA_FILTERS = "),
        (
            'TEMPLATE_PAGES = {"x.html": "y.html"}',
            "3: there is no template x.html below content; correct TEMPLATE_",
        ),
        ('MARKDOWN = {"extensions": 5}', "3: the extensions in MARKDOWN are no list; write it as MARKDOWN = "),
        ('MARKDOWN = {"extension_configs": {"toc": 5}}', "3: extension_configs in MARKDOWN is no dictionary of"),
        ('RECAP = {"relatd": 1}', "3: RECAP has no setting 'relatd'; did you mean 'related'?"),
        (
            'MARKDOWN = {"extensions": ["tables", "nosuch"]}',
            "3: the extension 'nosuch' in MARKDOWN cannot be used (ModuleNotFoundError: ",
        ),
        (
            'MARKDOWN = {"extension_configs": {"toc": {"nosuch": 1}}}',
            "3: the extension 'toc' in MARKDOWN cannot be used (KeyError: 'nosuch'); install it, or correct",
        ),
        (
            'JINJA_ENVIRONMENT = {"extensions": ["nosuch.Extension"]}',
            "3: Jinja cannot be had with JINJA_ENVIRONMENT (ModuleNotFoundError: No module named 'nosuch')",
        ),
        (
            'JINJA_ENVIRONMENT = {"trim_blcks": True}',
            "3: Jinja cannot be had with JINJA_ENVIRONMENT (TypeError: ",
        ),
        ("MARKDOWN = []\nMARKDOWN = [1]", "4: MARKDOWN is of type list, not a dictionary"),
        ('RECAP = {"urls": {"talks": "a/", "links": "a/"}}', "3: the address of 'links' is that of 'talks': 'a/'"),
        ('RECAP = {"urls": {"links": "talks/index.html"}}', "3: the address of 'links' is that of 'talks': "),
        ('DIRECT_TEMPLATES = ["nope"]', "3: the theme has no template nope; correct DIRECT_TEMPLATES"),
        ('DEFAULT_LANG = ""', "3: DEFAULT_LANG names no language; write it as"),
        ("STATIC_PATHS = None", "3: STATIC_PATHS is of type NoneType, not a list; write it as STATIC_PATHS = "),
        ("STATIC_EXCLUDES = 5", "3: STATIC_EXCLUDES is of type int, not a list; write it as STATIC_EXCLUDES = "),
        ("FEED_DOMAIN = None", "3: FEED_DOMAIN is of type NoneType, not text; write it as FEED_DOMAIN = "),
        ('YEAR_ARCHIVE_SAVE_AS = "{date"', "3: YEAR_ARCHIVE_SAVE_AS has a placeholder that cannot be filled: "),
        ("NEWEST_FIRST_ARCHIVES = None", "3: NEWEST_FIRST_ARCHIVES is None; write it as"),
        ("DEFAULT_METADATA = None", "3: DEFAULT_METADATA is of type NoneType, not a dictionary; write it as"),
        ('DATE_FORMATS = {"en": 3}', "3: DATE_FORMATS has a format that is no text: 3; write it as"),
        ('FEED_ATOM = "/atom.xml"', "3: FEED_ATOM leads out of the output folder: '/atom.xml'; write it as FEED_"),
        (
            'TAG_FEED_RSS = "../{slug}.xml"',
            "3: TAG_FEED_RSS leads out of the output folder: '../{slug}.xml'; write",
        ),
        ('INDEX_SAVE_AS = "/index.html"', "3: INDEX_SAVE_AS leads out of the output folder: "),
        ("PAGINATION_PATTERNS = [1]", " Pelican cannot use these settings: "),
        ("x = (1", "3: '(' was never closed; correct that line"),
        ("def f():\n    return 1 / 0\n\nf()", "4: ZeroDivisionError: division by zero; correct that line"),
    ],
)
def test_a_wrong_setting_ends_the_build_with_its_line_and_no_traceback(recap, site, tmp_path, settings, says):
    site(f"{TWO_LINES}{settings}\n")
    done = recap("build")
    assert done.returncode == 2
    assert done.stderr.startswith(f"pelicanconf.py:{says}")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "output" / "index.html").exists()


@pytest.mark.parametrize("output", ["content", ".", "content/../content"])
@pytest.mark.parametrize("how", ["recap", "pelican", "settings"])
def test_an_output_folder_that_holds_the_posts_is_refused_before_anything_is_written(
    recap, site, tmp_path, output, how
):
    site(
        f"{TWO_LINES}DELETE_OUTPUT_DIRECTORY = True\n"
        + (f'OUTPUT_PATH = "{output}"\n' if how == "settings" else "")
    )
    before = contents(tmp_path)
    command = ["content", "-o", output] if how == "pelican" else ["build", "--output", output]
    command = ["build"] if how == "settings" else command
    done = recap(*command, module="pelican", **WIDE) if how == "pelican" else recap(*command)
    assert done.returncode == 2
    said = " ".join((done.stdout + done.stderr).split())
    assert "the site would be written over the posts" in said
    assert "--output" in said and "OUTPUT_PATH" in said
    assert contents(tmp_path) == before


@pytest.mark.parametrize(
    ("module", "guess"),
    [
        ("recap", "RECPA -> RECAP"),
        ("recap", "RECAPS -> RECAP"),
        ("recap", "SITENAM -> SITENAME"),
        ("recap", "DEFAULT_PAGINATON -> DEFAULT_PAGINATION"),
        ("pelican", "RECAPS -> RECAP"),
    ],
)
def test_a_misspelt_setting_ends_the_build_with_a_guess(recap, site, tmp_path, module, guess):
    name, meant = guess.split(" -> ")
    site(f"{TWO_LINES}{name} = {{}}\n")
    done = recap("build") if module == "recap" else recap("content", module=module, **WIDE)
    assert done.returncode == 2
    assert f"pelicanconf.py:3: there is no setting {name}; did you mean {meant}?" in done.stdout + done.stderr
    assert not (tmp_path / "output" / "index.html").exists()


def test_an_address_that_asks_for_what_a_post_does_not_say_is_named_with_the_post(recap, site):
    site(f'{TWO_LINES}ARTICLE_URL = ARTICLE_SAVE_AS = "{{series}}/{{slug}}.html"\n')
    done = recap("build")
    assert done.returncode == 1
    assert done.stderr == (
        "content/day.md:1: its address, as the settings give it, asks for 'series', which the post does not say; "
        "write `Series: ...`, or correct the address in the settings\n"
    )


def test_a_name_that_the_theme_uses_is_not_misspelt(recap, site, tmp_path):
    site(f'{TWO_LINES}SITENAM = "X"\nTHEME_TEMPLATES_OVERRIDES = ["{(tmp_path / "mine").as_posix()}"]\n')
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "extra.html").write_text("{{ SITENAM }}", encoding="utf-8")
    done = recap("build")
    assert (done.returncode, done.stderr) == (0, "")


def test_plugins_of_the_site_itself_are_found(recap, site, tmp_path):
    site(f'{TWO_LINES}PLUGIN_PATHS = ["mine"]\nPLUGINS = ["recap", "beside", "below"]\n')
    (tmp_path / "mine").mkdir()
    for path in (tmp_path / "beside.py", tmp_path / "mine" / "below.py"):
        path.write_text("def register():\n    pass\n", encoding="utf-8")
    done = recap("build", module="recap")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.usefixtures("site")
def test_a_settings_file_that_is_not_there_is_said(recap):
    done = recap("build", "--settings", "nope.py")
    assert done.returncode == 2
    assert done.stderr.startswith("nope.py: ")
    assert "Traceback" not in done.stderr


def test_pelican_too_ends_with_a_wrong_setting_or_a_faulty_post_and_no_traceback(recap, site, tmp_path):
    site(f'{TWO_LINES}RECAP = {{"relatd": 1}}\n')
    done = recap("content", module="pelican")
    assert done.returncode == 2
    assert "relatd" in done.stdout + done.stderr
    site(TWO_LINES)
    (tmp_path / "content" / "bad.md").write_text("Title: Bad\nDate: 2021-02-31\n\nText.\n", encoding="utf-8")
    done = recap("content", module="pelican")
    assert done.returncode == 1
    assert (done.stdout + done.stderr).count("content/bad.md:2:") == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert (tmp_path / "output" / "a-day-at-exampleconf-2021.html").is_file()


def test_a_fault_in_a_template_shows_its_traceback_once_and_names_the_pages(recap, site, tmp_path):
    site(f'{TWO_LINES}THEME_TEMPLATES_OVERRIDES = ["{(tmp_path / "mine").as_posix()}"]\n')
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "article.html").write_text("{{ 1 // 0 }}", encoding="utf-8")
    (tmp_path / "content" / "two.md").write_text(POST.replace("A day", "Two days"), encoding="utf-8")
    done = recap("build")
    assert done.returncode == 1
    assert done.stderr.count("Traceback") == 1
    for name in ("day.md", "two.md"):
        assert f"content/{name}: ZeroDivisionError: " in done.stderr
    assert (tmp_path / "output" / "index.html").is_file()


def test_a_template_that_cannot_be_read_is_named_with_its_line(recap, site, tmp_path):
    site(f'{TWO_LINES}THEME_TEMPLATES_OVERRIDES = ["{(tmp_path / "mine").as_posix()}"]\n')
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "article.html").write_text("<p>\n{% if %}", encoding="utf-8")
    done = recap("build")
    assert done.returncode == 2
    assert "mine/article.html:2: the template cannot be read" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("site")
def test_the_command_is_installed(tmp_path):
    command = Path(sys.executable).with_name("recap")
    done = subprocess.run([command, "build"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith("Built 1 recap")


PROBE = """
import runpy, sys
sys.argv = ["recap", "--help"]
try:
    runpy.run_module("recap")
finally:
    heavy = ["bs4", "jinja2", "lxml", "markdown", "pelican", "rich"]
    sys.exit([name for name in heavy if name in sys.modules] or None)
"""


def test_help_imports_nothing_heavy(recap, tmp_path):
    (tmp_path / "probe.py").write_text(PROBE, encoding="utf-8")
    done = recap(module="probe")
    assert (done.returncode, done.stderr) == (0, "")


def test_pelican_logs_what_of_the_front_matter_is_not_understood_and_builds(recap, site, tmp_path):
    site(TWO_LINES)
    text = "---\ntitle: A day\ndate: 2021-05-04\ntags: [testing\n---\n\nGood.\n"
    (tmp_path / "content" / "day.md").write_text(text, encoding="utf-8")
    done = recap("content", module="pelican", **WIDE)
    assert done.returncode == 0
    assert (done.stdout + done.stderr).count("content/day.md:4: ") == 1


def test_a_command_that_does_not_exist_is_guessed(recap):
    done = recap("biuld")
    assert done.returncode == 2
    assert done.stderr.endswith("Error: No such command 'biuld'. Did you mean 'build'?\n")


@pytest.mark.parametrize("command", ["", "init", "import", "new", "build", "serve", "inspect", "check"])
def test_every_command_has_an_example_in_its_help(recap, command):
    done = recap(*command.split(), "--help")
    assert done.returncode == 0
    assert re.search(r"^ +Examples?:\n +recap ", done.stdout, re.M)


@pytest.mark.parametrize(
    ("line", "pages"), [("", 2), ("DEFAULT_PAGINATION = False", 1), ("DEFAULT_PAGINATION = 4", 3)]
)
def test_a_list_has_ten_recaps_on_a_page_unless_the_settings_say_otherwise(tmp_path, recap, line, pages):
    conf = f'from recap import THEME\nPLUGINS = ["recap"]\nRECAP = {{"search": False, "cards": False}}\n{line}\n'
    (tmp_path / "pelicanconf.py").write_text(conf, encoding="utf-8")
    (tmp_path / "content").mkdir()
    for day in range(1, 12):
        post = f"Title: Day {day}\nDate: 2015-06-{day:02}\n\nWords.\n"
        (tmp_path / "content" / f"{day}.md").write_text(post, encoding="utf-8")
    assert recap("build", cwd=tmp_path).returncode == 0
    assert len([*(tmp_path / "output").glob("index*.html")]) == pages


def test_pages_of_a_list_never_have_the_address_of_another(tmp_path, recap):
    conf = 'from recap import THEME\nPLUGINS = ["recap"]\nTIMEZONE = "UTC"\nRECAP = {"search": False}\n'
    (tmp_path / "pelicanconf.py").write_text(conf, encoding="utf-8")
    (tmp_path / "content").mkdir()
    for day in range(1, 12):
        post = f"Title: Day {day}\nDate: 2015-06-{day:02}\nTags: http, http2\n\nWords.\n"
        (tmp_path / "content" / f"{day}.md").write_text(post, encoding="utf-8")
    done = recap("build", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    pages = sorted(path.name for path in (tmp_path / "output" / "tag").glob("*.html"))
    assert pages == ["http.2.html", "http.html", "http2.2.html", "http2.html"]
    assert 'href="/tag/http.2.html"' in (tmp_path / "output" / "tag" / "http.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["theme", "theme/css"])
def test_a_file_in_the_place_of_a_folder_of_the_themes_is_named(recap, site, tmp_path, name):
    site(WITH_THEME)
    place = tmp_path / "output" / name
    place.parent.mkdir(parents=True)
    place.write_text("mine", encoding="utf-8")
    done = recap("build")
    assert done.returncode == 2
    assert done.stderr == f"output/{name}: cannot be written: File exists; mend that and build again\n"
    assert place.read_text(encoding="utf-8") == "mine"


def test_a_damaged_store_is_set_aside_with_one_line_and_nothing_else_is_left_beside_it(recap, site, tmp_path):
    site(WITH_THEME)
    folder = tmp_path / ".recap"
    assert recap("build").stderr == ""
    assert {path.name for path in folder.glob("store*")} == {"store.sqlite"}
    text = "nothing that SQLite knows, and long enough to be looked at"
    (folder / "store.sqlite").write_text(text, encoding="utf-8")
    (line,) = recap("build").stderr.splitlines()
    assert line.startswith(".recap/store.sqlite: the store cannot be read; it is now store.sqlite.aside")
    assert recap("build").stderr == ""
    assert {path.name for path in folder.glob("store*")} == {"store.sqlite", "store.sqlite.aside"}


REFUSING = """
import runpy
import sys
from pathlib import Path

name, sys.argv[1:] = sys.argv[1], sys.argv[2:]


def refused(event, arguments):
    file = Path(str(arguments[0])) if event in ("open", "os.remove") and arguments else Path()
    writes = event == "os.remove" or (len(arguments) > 1 and arguments[1] == "wb")
    if file.name == name and file.parent.name == "content" or name in file.parts[:-1] and writes:
        raise PermissionError(13, "Permission denied", str(file))


sys.addaudithook(refused)
runpy.run_module("recap", run_name="__main__")
"""
"""Runs the command where the system lets nobody read a post of some name, or write into a folder of that name."""


def refusing(name, *arguments, cwd):
    (cwd / "refusing.py").write_text(REFUSING, encoding="utf-8")
    command = [sys.executable, "refusing.py", name, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_a_post_that_may_not_be_read_any_more_is_named_and_the_others_are_built(recap, site, tmp_path):
    site(TWO_LINES)
    (tmp_path / "content" / "other.md").write_text(POST.replace("day", "night"), encoding="utf-8")
    recap("build")
    done = refusing("day.md", "build", cwd=tmp_path)
    assert (done.returncode, done.stderr.splitlines()) == (1, [
        "content/day.md: Permission denied; check the name and whether you may read the file"
    ])  # fmt: skip
    assert done.stdout.startswith("Built 1 recap: ")


def test_a_search_that_may_not_be_replaced_is_named(recap, site, tmp_path):
    site(TWO_LINES)
    recap("build")
    (tmp_path / "content" / "day.md").write_text(POST.replace("day", "night"), encoding="utf-8")
    done = refusing("pagefind", "build", "-j", "1", cwd=tmp_path)
    assert done.returncode == 2
    assert re.fullmatch(r"output/pagefind/.*: cannot be written: .*; mend that and build again\n", done.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("arguments", [["build"], ["inspect", "content/day.md"], ["check", "--rules"]])
def test_a_full_disk_is_one_line(site, tmp_path, arguments):
    site(TWO_LINES)
    command = [sys.executable, "-m", "recap", *arguments]
    with open("/dev/full", "w", encoding="utf-8") as full:  # noqa: PTH123
        done = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    said = "recap: No space left on device; mend that and try again\n"
    assert (done.returncode, done.stderr) == (2, said)


INTERRUPTED = """
import os
import signal
from pathlib import Path

from recap.site.incremental.outputs import MadeOf
from recap.site.making import make_all
from recap.site.rendering import Task


def make(write):
    if os.getpid() != whole:
        os.killpg(0, signal.SIGINT)
    return MadeOf(own=" " * 100_000)


signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests may ignore it
whole = os.getpid()
tasks = [Task(file=f"{number}.html", owner="", make=make) for number in range(100)]
try:
    [*make_all(tasks, Path("output"), 2)]
except KeyboardInterrupt:
    raise SystemExit(130) from None
"""


@pytest.mark.skipif(sys.platform != "linux", reason="pages are made by one process")
def test_ctrl_c_ends_all_processes_that_make_pages_and_none_shows_a_traceback(tmp_path):
    command = [sys.executable, "-c", INTERRUPTED]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, start_new_session=True, timeout=60
    )
    assert (done.returncode, done.stderr) == (130, "")
    assert not [*tmp_path.rglob("*.new")]
