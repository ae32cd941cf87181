"""How long reading takes, and where the time goes: `inv bench`.

Reads one post many times in this process and prints the median of each stage, in milliseconds of the processor.
Machines are noisy: compare the shares, and the totals of two runs on one machine only.
"""

import argparse
import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from recap import document
from recap.reading import body

SEED = Path(__file__).resolve().parents[2] / "content" / "2015-06-07-sreconeu2015recap.md"
STAGES = {
    "front matter": (document.front_matter, "split"),
    "Markdown": (body.markup, "html"),
    "parsing the tree": (body, "safe_tree"),
    "links and kinds": (body, "find_links"),
    "link lists": (body, "find_link_lists"),
    "sessions": (body, "find_sessions"),
    "lines and anchors": (body, "_Values"),
    "annotating, serialising": (body, "annotate"),
    "typography": (body, "typogrify"),
    "conference": (document, "find_conference"),
}
"""Each stage of reading and the name it is called by."""


def timed(function: Callable[..., Any], spent: list[float]) -> Callable[..., Any]:
    """Return `function`, noting the seconds that each call takes."""

    def call(*args: Any, **kwargs: Any) -> Any:
        start = time.process_time()
        try:
            return function(*args, **kwargs)
        finally:
            spent.append(time.process_time() - start)

    return call


def measure(path: Path, runs: int) -> tuple[list[float], dict[str, list[float]]]:
    """Return the seconds of each whole reading, and of each stage within them."""
    text = path.read_text(encoding="utf-8")
    document.load(path, text)
    whole: list[float] = []
    stages: dict[str, list[float]] = defaultdict(list)
    patches = [
        patch.object(owner, name, timed(getattr(owner, name), stages[stage]))
        for stage, (owner, name) in STAGES.items()
    ]
    for one in patches:
        one.start()
    load = timed(document.load, whole)
    for _ in range(runs):
        load(path, text)
    patch.stopall()
    return whole, stages


def main() -> None:
    """Print the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("post", nargs="?", type=Path, default=SEED)
    ask.add_argument("--runs", type=int, default=50)
    args = ask.parse_args()
    whole, stages = measure(args.post, args.runs)
    total = statistics.median(whole)
    print(f"{args.post.name}: {total * 1000:.1f} ms, median of {args.runs} readings, best {min(whole) * 1000:.1f}")
    for stage, spent in stages.items():
        share = statistics.median(spent)
        print(f"  {stage:24} {share * 1000:6.2f} ms {share / total:5.0%}")


if __name__ == "__main__":
    main()
