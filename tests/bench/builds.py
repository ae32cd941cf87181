"""How long builds take: cold, nothing changed, a body edited, a title edited; in the preview, from save to sight.

    python tests/bench/builds.py [POSTS ...]

The posts are the demonstration site's, cut and varied; every figure is of a process of its own, the preview's of
one that runs. Nothing leaves this machine. Times are of this machine at this moment: compare those of one run.
"""

import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

SEED = (Path(__file__).parents[2] / "content" / "2015-06-07-sreconeu2015recap.md").read_text(encoding="utf-8")
PARAGRAPHS = re.split(r"\n{2,}", SEED.split("\n\n", 1)[1].strip())
SETTINGS = """\
from recap import THEME

SITENAME = "Bench"
SITEURL = "https://bench.example"
TIMEZONE = "UTC"
PLUGINS = ["recap"]
ARTICLE_URL = "{slug}/"
ARTICLE_SAVE_AS = "{slug}/index.html"
RECAP = {"search": False}
"""
RUNS = 3


def post(number: int) -> str:
    """Return a post of the demonstration post's kind: some of its paragraphs, another conference and year."""
    chance = random.Random(number)
    chosen = sorted(chance.sample(range(len(PARAGRAPHS)), chance.randint(len(PARAGRAPHS) // 3, len(PARAGRAPHS))))
    conference, year = f"Conference {chance.randrange(100)}", chance.randrange(2004, 2026)
    tags = ", ".join(f"tag {chance.randrange(60)}" for _ in range(4))
    head = f"Date: {year}-{chance.randint(1, 12):02}-01\nTitle: Notes {number} from {conference} {year}\n"
    head += f"Slug: notes-{number}\nConference: {conference} {year}\nTags: {tags}\n"
    return f"{head}\nPost number {number}.\n\n" + "\n\n".join(PARAGRAPHS[place] for place in chosen) + "\n"


def site(folder: Path, posts: int) -> Path:
    """Make a site of so many posts in `folder`; return the post that is edited."""
    (folder / "content").mkdir(parents=True)
    (folder / "pelicanconf.py").write_text(SETTINGS, encoding="utf-8")
    for number in range(posts):
        (folder / "content" / f"notes-{number}.md").write_text(post(number), encoding="utf-8")
    return folder / "content" / f"notes-{posts // 2}.md"


def build(folder: Path) -> tuple[float, float, int]:
    """Build; return seconds, seconds of all processors, and the largest process in MiB."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-m", "recap", "build", "--quiet"], cwd=folder, check=True)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, after.ru_maxrss // 1024


def edited(file: Path, edit: Callable[[str], str]) -> None:
    """Change a file."""
    file.write_text(edit(file.read_text(encoding="utf-8")), encoding="utf-8")


@contextmanager
def preview(folder: Path) -> Iterator[int]:
    """Run the preview; give its port."""
    command = [sys.executable, "-m", "recap", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        yield int(process.stdout.readline().split(":")[2].split("/")[0])
        process.terminate()


def seen(port: int, address: str, words: str) -> float:
    """Return the seconds until a page has these words."""
    began = time.perf_counter()
    while True:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", address)
        if words in connection.getresponse().read().decode():
            return time.perf_counter() - began
        connection.close()
        time.sleep(0.01)


def measured(posts: int) -> Iterator[tuple[str, float, float | None, int | None]]:
    """Yield each scenario with the median of its runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = site(folder, posts)
        yield ("cold", *build(folder))
        for scenario, edit in (
            ("nothing changed", None),
            ("a body edited", lambda text: f"{text}\nOne more line.\n"),
            ("a title edited", lambda text: text.replace("Title: ", "Title: More ", 1)),
        ):
            runs = []
            for _ in range(RUNS):
                if edit:
                    edited(file, edit)
                runs.append(build(folder))
            yield (scenario, *sorted(runs)[RUNS // 2])
        with preview(folder) as port:
            times = []
            for number in range(RUNS + 1):
                edited(file, lambda text, number=number: f"{text}\nSeen {number}.\n")
                times.append(seen(port, f"/{file.stem}/", f"Seen {number}."))
            yield "preview: save to sight", sorted(times[1:])[RUNS // 2], None, None


def main() -> None:
    """Print a table."""
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}; medians of {RUNS} runs, cold of one\n")
    print(f"{'posts':>6}  {'':24} {'seconds':>8} {'all processors':>15} {'MiB':>6}")
    for posts in map(int, sys.argv[1:] or ("100", "1000")):
        for scenario, wall, cpu, memory in measured(posts):
            rest = f"{cpu:15.2f} {memory:6}" if cpu is not None else ""
            print(f"{posts:6}  {scenario:24} {wall:8.3f} {rest}", flush=True)


if __name__ == "__main__":
    main()
