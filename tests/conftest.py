"""What all tests share."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from forks import Forks
from hypothesis import settings

from recap.store import Store

# How long an example takes is no promise; what lands is decided by the same examples every time.
settings.register_profile("recap", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("recap")

LONG = ("browser", "test_incremental.py")
"""Folders and files whose tests take longest: they are begun first."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="rewrite the golden files instead of comparing them")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with prompts, which want an event loop where Playwright's is not yet; then what takes longest."""
    items.sort(
        key=lambda item: [item.path.name == "test_new.py", *(part in item.path.parts for part in LONG)],
        reverse=True,
    )


@pytest.fixture
def rewrite(request: pytest.FixtureRequest) -> bool:
    """True when golden files are to be written anew, to be read in review."""
    return bool(request.config.getoption("--rewrite"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real posts beside the checkout; the test is skipped where it is not."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip(f"the corpus of real posts is not at {folder}")
    return folder


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every store that a test begins is closed after it."""
    stores, begin = [], Store.__init__

    def begun(store: Store, *args: Any) -> None:
        stores.append(store)
        begin(store, *args)

    monkeypatch.setattr(Store, "__init__", begun)
    yield
    for store in stores:
        store.close()


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def python() -> Iterator[Run]:
    """A function that runs `python -m module ...` in a process of its own, in the folder `cwd`.

    Recap and Pelican have their imports done; another module, and what has an environment of its own, begins anew.
    """
    strict = {"NO_COLOR": "1", "PYTHONWARNINGS": "error"}
    forks = Forks({**os.environ, **strict}) if hasattr(os, "fork") else None

    def run(
        module: str, *arguments: str | Path, cwd: Path, **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        words = [*map(str, arguments)]
        env = {**os.environ, **strict, **environment}
        if forks and module in ("recap", "pelican") and not environment:
            return forks.run(module, words, cwd, env)
        command = [sys.executable, "-m", module, *words]
        return subprocess.run(
            command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8", check=False
        )

    yield run
    if forks:
        forks.close()


@pytest.fixture
def recap(tmp_path: Path, python: Run) -> Run:
    """Return a function that runs `recap ...` in a process of its own, in the test's folder or in `cwd`."""

    def run(
        *arguments: str | Path, cwd: Path = tmp_path, module: str = "recap", **environment: str
    ) -> "subprocess.CompletedProcess[str]":
        return python(module, *arguments, cwd=cwd, **environment)

    return run
