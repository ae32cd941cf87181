"""The wheel: installed in an environment of its own, it serves a Pelican site that has two settings."""

import importlib.util
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OFFLINE = ("No matching distribution found", "Could not find a version")

pytestmark = pytest.mark.wheel


def run(*command, **options):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **options)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    isolation = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    done = run(sys.executable, "-m", "pip", "wheel", "--no-deps", *isolation, "--wheel-dir", folder, ROOT)
    if any(words in done.stderr for words in OFFLINE):
        pytest.skip("pip can fetch no hatchling here, and none is installed")
    assert done.returncode == 0, done.stderr
    return next(folder.glob("pelican_recap-*.whl"))


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """An interpreter that has the wheel, and what it depends on from this environment."""
    folder = tmp_path_factory.mktemp("env")
    venv.create(folder, with_pip=True)
    interpreter = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    done = run(interpreter, "-m", "pip", "install", "--no-deps", "--no-index", wheel)
    assert done.returncode == 0, done.stderr
    packages = next(folder.rglob("site-packages"))
    # A line of a .pth file adds the folder, and not what the .pth files in it add: not the checkout.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return interpreter


def test_the_wheel_holds_plugin_theme_and_settings(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    theme = ROOT / "themes" / "recap"
    files = (path for path in theme.rglob("*") if path.is_file() and not path.name.startswith("."))
    assert {f"recap/theme/{path.relative_to(theme).as_posix()}" for path in files} <= names
    assert {"recap/pelicanconf.py", "recap/py.typed", "recap/site/templates/talks.html"} <= names
    package = ROOT / "plugins" / "recap"
    data = (path for ending in ("*.toml", "*.in", "*.po") for path in package.rglob(ending))
    assert {f"recap/{path.relative_to(package).as_posix()}" for path in data} <= names


@pytest.mark.parametrize("command", [("pelican", "content"), ("recap", "build")])
def test_two_settings_make_a_site(python, tmp_path, command):
    conf = 'from recap import THEME\nPLUGINS = ["recap"]\n'
    (tmp_path / "pelicanconf.py").write_text(conf, encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "day.md").write_text("Title: A day\nDate: 2021-05-04\n\nText.\n", encoding="utf-8")
    done = run(python, "-m", *command, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    where = run(python, "-c", "import recap; print(recap.__file__)", cwd=tmp_path).stdout
    assert "site-packages" in where
    for page in ("index.html", "a-day.html", "talks/index.html", "theme/css/recap.css"):
        assert (tmp_path / "output" / page).is_file()


def test_without_settings_the_demonstrations_are_used(python, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "day.md").write_text("Title: A day\nDate: 2021-05-04\n\nText.\n", encoding="utf-8")
    done = run(python, "-m", "recap", "build", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "output" / "a-day" / "index.html").is_file()


def test_a_new_site_can_be_begun(python, tmp_path):
    done = run(python, "-m", "recap", "init", "notes", "--yes", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    built = run(python, "-m", "recap", "build", cwd=tmp_path / "notes")
    assert (built.returncode, built.stderr) == (0, "")
