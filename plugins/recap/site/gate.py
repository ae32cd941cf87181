"""The gate that all posts and pages pass: what cannot be published is named, and the rest goes on.

Pelican logs an exception in a reader and drops the post; here every fault becomes a problem of the run.
"""

import logging
import os
import re
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import PurePath
from typing import Any

from pelican.contents import Content, SkipStub
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator, PelicanTemplateNotFound
from pelican.utils import file_suffix

from recap.errors import Problem, StoreLost, unforeseen
from recap.reading.options import ReadingOptions, in_language
from recap.site import faults
from recap.site.contents import LASTING, Lasting
from recap.site.reader import RecapReader
from recap.site.state import Run, State, shown, state_of

logger = logging.getLogger(__name__)

_IN_HIDDEN_FOLDER = re.compile(r"(?:^|[/\\])\.[^/\\]+[/\\]")


def install(generator: Generator) -> None:
    """Set the gate before the readers of the generators that read posts and pages."""
    if isinstance(generator, ArticlesGenerator | PagesGenerator):
        generator.readers.read_file = partial(_read, generator.readers.read_file, generator)
        generator.get_files = partial(_in_order, generator.get_files, generator)


def _in_order(get_files: Callable[..., set[str]], generator: Generator, *args: Any, **kwargs: Any) -> list[str]:
    """Return the files by name: Pelican's set has another order in each process, and so had the site.

    What was built before is no post, where the output folder is below that of the posts. Nor is what lies in a
    hidden folder, `.trash` or `.obsidian`: Pelican's IGNORE_FILES keeps only hidden files out.
    """
    output = f"{os.path.relpath(generator.output_path, generator.path)}{os.sep}"
    files = (file for file in get_files(*args, **kwargs) if not file.startswith(output))
    found = sorted(file for file in files if not _IN_HIDDEN_FOLDER.search(file))
    state = state_of(generator.settings)
    ours = (_source(generator.path, file) for file in found if file_suffix(file) in RecapReader.file_extensions)
    state.posts.read_ahead(ours, state.jobs, state.step, state.run.made.lacks)
    return found


def _source(folder: str, file: str) -> str:
    """Return a file of a folder as the author would name it."""
    return f"{_before_files(folder, os.getcwd())}{os.path.normpath(file)}"  # noqa: PTH109  (quicker)


@lru_cache
def _before_files(folder: str, _here: str) -> str:
    name = shown(folder)
    return "" if name == "." else f"{name}{os.sep}"


def _read(
    read_file: Callable[..., Content],
    generator: Generator,
    base_path: str,
    path: str,
    content_class: type[Content],
    **rest: Any,
) -> Content:
    """Read a post or page as Pelican does; a faulty one is named and skipped."""
    source = _source(base_path, path)
    state = state_of(generator.settings)
    kind = LASTING.get(content_class, content_class)
    try:
        kept = _kept(state, source, kind, generator)
        if kept:
            return kept
        content = read_file(base_path=base_path, path=path, content_class=kind, **rest)
        if isinstance(content, SkipStub):
            return content
        problems = tuple(faults.of_content(content, source, partial(_has_template, generator)))
    except Exception as error:
        problems = faults.of_error(error, source) or (blame(state.run, source, error),)
    if problems:
        state.run.problems += problems
        # So that it is not taken for a picture or a download, and links to it are known to lead nowhere.
        generator.context["generated_content"][PurePath(path).as_posix()] = None
        return SkipStub(None, source_path=source)
    _complete(content, state.reading)
    state.run.made.keep(source, content)
    return content


def _kept(state: State, source: str, kind: type[Content], generator: Generator) -> Content | None:
    """Return what was made of the same file before."""
    if not issubclass(kind, Lasting) or file_suffix(source) not in RecapReader.file_extensions:
        return None
    key = state.posts.key(source)
    return state.run.made.get(source, key, kind, generator.settings, generator.context)


def blame(run: Run, where: str, error: Exception) -> Problem:
    """Return the problem for an error that is no author's fault; its traceback is logged, once for each error.

    A store that is lost ends the build: no page can be made any more.
    """
    if isinstance(error, StoreLost):
        raise error
    problem = unforeseen(where, error, "the traceback says where")
    if not any(known.message == problem.message for known in run.problems):
        logger.error("%s: %s", where, problem.message, exc_info=error)
    return problem


def _has_template(generator: Generator, name: str) -> bool:
    try:
        generator.get_template(name)
    except PelicanTemplateNotFound:
        return False
    return True


def _complete(content: Content, options: ReadingOptions) -> None:
    """Give what other readers read the typography that Pelican would give it, and a `recap` to ask for."""
    if "recap" in content.metadata:
        return
    from recap.reading.front_html import without_elements  # noqa: PLC0415  (posts of other readers are rare)
    from recap.reading.safe import safe_html  # noqa: PLC0415
    from recap.reading.typography import typogrify  # noqa: PLC0415

    content.recap = None
    options = in_language(options, content.lang)
    if content._content:
        content._content = typogrify(safe_html(content._content, options), options)
    content.title = content.metadata["title"] = without_elements(content.title, options)
    if "summary" in content.metadata:
        content._summary = content.metadata["summary"] = typogrify(
            safe_html(content.metadata["summary"], options), options
        )
