"""What all tests share."""

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite", action="store_true", help="rewrite the golden files instead of comparing them")


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
