"""Links from post to post and to files, `[words]({filename}other.md)`: those that lead nowhere."""

from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from posixpath import join
from typing import Any
from urllib.parse import unquote, urlsplit

from pelican.contents import Content

from recap.errors import Problem
from recap.site.contents import Lasting
from recap.site.faults import first_line, line_of
from recap.site.state import shown

_FILES = ("filename", "static", "attach")
_OTHERS = ("category", "tag", "author", "index")


def broken(content: Content, context: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each link of a post or page to a file that the site does not have."""
    source = shown(content.source_path)
    yield from _moved(content, source)
    if isinstance(content, Lasting) and not content.leads_inside:
        return
    for found in content._get_intrasite_link_regex().finditer(content._content or ""):
        what, written = found["what"], unescape(found["value"])
        if what in _FILES and not _leads_somewhere(content, written, context):
            message = f"the link {{{what}}}{written} leads to no file of the site"
            yield Problem(path=source, line=_line(source, written), message=message, hint=_hint(content, written))
        elif what not in (*_FILES, *_OTHERS):
            message = f"the address {found['path']} cannot be filled in"
            hint = f"write the whole address, or one of {', '.join(f'{{{kind}}}' for kind in (*_FILES, *_OTHERS))}"
            yield Problem(path=source, line=_line(source, what), message=message, hint=hint)


def _moved(content: Content, source: str) -> Iterator[Problem]:
    """Yield a problem for a `Url` as other generators mean it: Pelican writes the page elsewhere."""
    url = getattr(content, "override_url", "")
    if url and "://" not in url and not hasattr(content, "override_save_as"):
        message = f"links lead to {url}, but the page is written to {content.save_as}"
        hint = "write `Slug` instead of `Url`, or `Save_as` too"
        yield Problem(path=source, line=line_of(source, "url"), message=message, hint=hint)


def _line(source: str, written: str) -> int | None:
    return first_line(source, lambda text: written in text)


def _leads_somewhere(content: Content, written: str, context: Mapping[str, Any]) -> bool:
    path = urlsplit(written).path
    targets = [_target(content, spelling) for spelling in (path, unquote(path))]
    found = [context[store].get(target) for store in ("generated_content", "static_content") for target in targets]
    # Pelican lists a file that is linked with {static} whether it is there or not.
    return any(target is not None and Path(target.source_path).is_file() for target in found)


def _target(content: Content, path: str) -> str:
    """Return the path below the content folder."""
    if path.startswith("/"):
        return path[1:]
    return str(content.get_relative_source_path(join(content.relative_dir, path)))


def _hint(content: Content, written: str) -> str:
    file = Path(content.settings["PATH"], _target(content, urlsplit(written).path))
    return "mend that post first" if file.is_file() else "correct the path, or add the file"
