"""How long reading takes, and where the time goes: `inv bench`.

Reads one post many times in this process and prints the median of each stage, in milliseconds of the processor,
and the functions in which most of the rest is spent. Machines are noisy: compare the shares, and the totals of two
runs on one machine only.
"""

import argparse
import cProfile
import pstats
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


def profile(path: Path, runs: int, rows: int) -> None:
    """Print the functions with the most time of their own; measuring makes many small ones look dearer."""
    text = path.read_text(encoding="utf-8")
    document.load(path, text)
    profiler = cProfile.Profile(time.process_time)
    for _ in range(runs):
        profiler.runcall(document.load, path, text)
    stats = pstats.Stats(profiler).get_stats_profile()
    print(f"\n  {'function, by its own time':46} {'calls':>6}  own time")
    functions = sorted(stats.func_profiles.items(), key=lambda item: -item[1].tottime)
    for name, own in functions[:rows]:
        where = "" if own.file_name == "~" else f"{Path(own.file_name).stem}."
        calls = int(own.ncalls.partition("/")[0]) // runs
        print(f"  {(where + name)[:46]:46} {calls:6}  {own.tottime / stats.total_tt:6.1%}")


def main() -> None:
    """Print the table."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("post", nargs="?", type=Path, default=SEED)
    ask.add_argument("--runs", type=int, default=50)
    ask.add_argument("--functions", type=int, default=15, help="how many to name, by their own time")
    args = ask.parse_args()
    whole, stages = measure(args.post, args.runs)
    total = statistics.median(whole)
    print(f"{args.post.name}: {total * 1000:.1f} ms, median of {args.runs} readings, best {min(whole) * 1000:.1f}")
    for stage, spent in stages.items():
        share = statistics.median(spent)
        print(f"  {stage:24} {share * 1000:6.2f} ms {share / total:5.0%}")
    profile(args.post, args.runs, args.functions)


if __name__ == "__main__":
    main()
