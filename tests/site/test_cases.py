"""Whole sites, as folders anyone can add: tests/cases/site/<name> with content, settings and expected.txt.

`expected.txt` holds what the author reads, how the command ends, and which files there are then.
"""

import re
import shutil
from pathlib import Path

import pytest

CASES = Path(__file__).resolve().parents[1] / "cases" / "site"


def files(output):
    paths = (path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file())
    # What the theme and Pagefind bring has names of their own choice.
    return sorted(path for path in paths if not path.startswith(("theme/", "pagefind/")))


def told(done, output):
    said = f"{done.stderr}{done.stdout}".replace(str(output.parent), "")
    said = re.sub(r"in \d+\.\d s", "in 0.0 s", said)
    listing = "".join(f"{path}\n" for path in files(output))
    return f"$ recap build\n{said}exit {done.returncode}\n\n$ ls output\n{listing}"


@pytest.mark.parametrize("case", [path.name for path in sorted(CASES.iterdir())])
def test_the_author_is_told_what_happened_and_the_rest_is_built(case, recap, tmp_path, rewrite):
    site = shutil.copytree(CASES / case, tmp_path / "site")
    found = told(recap("build", cwd=site), site / "output")
    expected = CASES / case / "expected.txt"
    if rewrite:
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
