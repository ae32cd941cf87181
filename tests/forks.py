"""Processes that begin with their imports done: they are forked from one that has imported Recap and read a post.

Importing the same modules again and again would take most of the time of the commands that tests run.
"""

import importlib
import json
import os
import runpy
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

MODULES = (
    *("pelican", "recap.cli", "recap.check", "recap.document", "recap.importing", "recap.inspect"),
    *("recap.preview", "recap.schedule", "recap.site.build", "recap.site.settings.conf", "recap.site.plugin"),
)


class Forks:
    """The process that others are forked from, and how to ask it for one."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(
        self, module: str, arguments: Sequence[str], cwd: Path, environment: Mapping[str, str]
    ) -> "subprocess.CompletedProcess[str]":
        """Run `python -m module arguments` in a process of its own."""
        assert self._process.stdin and self._process.stdout
        with tempfile.TemporaryDirectory() as folder:
            out, err = Path(folder, "out"), Path(folder, "err")
            asked = {
                **{"module": module, "arguments": [*arguments], "cwd": str(cwd), "environment": dict(environment)},
                **{"out": str(out), "err": str(err)},
            }
            self._process.stdin.write(f"{json.dumps(asked)}\n")
            self._process.stdin.flush()
            code = int(self._process.stdout.readline())
            said = [path.read_text(encoding="utf-8") for path in (out, err)]
        return subprocess.CompletedProcess([module, *arguments], code, *said)

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def serve() -> None:
    """Fork a process for each line that asks for one, and answer with its exit code."""
    for name in MODULES:
        importlib.import_module(name)
    from recap import document

    document.load("post.md", "Title: Notes\n\n## Talks\n\n* [Ropes - Ada Winter](https://example.org/)\n")
    while line := sys.stdin.readline():
        if child := os.fork():
            print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
        else:
            return become(json.loads(line))
    return None


def become(asked: Mapping[str, Any]) -> None:
    """Be `python -m module arguments` from here on."""
    for number, path in enumerate((os.devnull, asked["out"], asked["err"])):
        os.dup2(os.open(path, (os.O_WRONLY | os.O_CREAT) if number else os.O_RDONLY), number)
    os.environ.clear()
    os.environ.update(asked["environment"])
    os.chdir(asked["cwd"])
    sys.path[0] = asked["cwd"]
    sys.argv[1:] = asked["arguments"]
    importlib.invalidate_caches()
    runpy.run_module(asked["module"], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    serve()
