"""A post of another generator becomes one of ours."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, count
from pathlib import Path, PurePosixPath

from recap.document import load
from recap.errors import Problem, RecapError
from recap.files import bytes_of, decoded
from recap.importing import header
from recap.importing.addresses import GIVEN, old_address
from recap.importing.lines import unmarked
from recap.importing.pairs import paired
from recap.importing.place import Place, bundled
from recap.importing.source import Source
from recap.importing.tags import IN_BLOCKS, IN_LINES
from recap.importing.text import linked, problems, replaced
from recap.reading.front_matter import FrontMatter, Value, as_list, as_text, parse_date, split

DateOf = Mapping[Path, datetime]
"""The dates that somebody asked for from elsewhere, of posts that say none."""

_DATE = re.compile(r"(?<!\d)(\d{4})[-/_](\d{2})[-/_](\d{2})(?!\d)")
_MORE = re.compile(r"^[ \t]*<!--\s*(?:more|break|excerpt|PELICAN_END_SUMMARY)\s*-->", re.M | re.I)
_NO_PROSE = re.compile(r"[#>*+|<`~!\[{-]|\d+[.)]\s|\s{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """A post as it will be."""

    path: Path
    """The file it was read from."""
    name: PurePosixPath
    """What it is called below the content folder."""
    text: str
    copies: Mapping[PurePosixPath, Path]
    """The files that it needs: the name below the content folder, and where each is now."""
    left: tuple[Problem, ...]
    """What could not be carried over, by file and line of the original."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    """A post as it was."""

    path: Path
    name: PurePosixPath
    front: FrontMatter
    slug: str
    """The last part of its old address; "" when nothing says it."""
    date: datetime | None
    address: str
    """Its old address, "" when it is not known."""


def convert(source: Source, content: Path, dates: DateOf) -> Iterator[Converted | Problem]:
    """Yield each post as it will be in the folder `content`, or why it cannot be read."""
    posts = []
    for path, name in source.posts.items():
        try:
            posts.append(_read(source, path, name, dates))
        except RecapError as error:
            yield from error.problems
    addresses = {f"/{post.address.strip('/')}": post.name for post in posts if post.address}
    for post in _told_apart(posts):
        yield _converted(source, post, addresses, content)


def _told_apart(posts: list[_Post]) -> Iterator[_Post]:
    """Yield the posts, each with a slug of its own: old addresses had the date in them, and ours have not.

    A slug that a post gives itself stays as it is.
    """
    taken = {as_text(post.front.values.get("slug")) for post in posts}
    for post in posts:
        if post.slug and not as_text(post.front.values.get("slug")):
            year = f"{post.slug}-{post.date.year}" if post.date else post.slug
            wanted = chain((post.slug, year), (f"{year}-{number}" for number in count(2)))
            slug = next(slug for slug in wanted if slug not in taken)
            taken.add(slug)
            yield replace(post, slug=slug)
        else:
            yield post


def _read(source: Source, path: Path, name: PurePosixPath, dates: DateOf) -> _Post:
    front = split(decoded(path, bytes_of(path)))
    slug = as_text(front.values.get("slug")) or (_slug(name) if source.generator != "plain" else "")
    date = parse_date(front.values.get("date")) or _date_of(name) or dates.get(path)
    is_draft = "_drafts" in path.parts or as_text(front.values.get("status")) == "draft"
    address = old_address(source, name, front.values, slug, date, given_only=is_draft)
    return _Post(path=path, name=name, front=front, slug=slug, date=date, address=address)


def _slug(name: PurePosixPath) -> str:
    """Return what a file's name says of the address: `2012-04-01-toolconf.md` -> `toolconf`."""
    stem = name.parent.name if name.stem == "index" else name.stem
    return re.sub(r"^\d{4}-\d{2}-\d{2}-", "", stem)


def _date_of(name: PurePosixPath) -> datetime | None:
    found = _DATE.search(str(name))
    return parse_date("-".join(found.groups())) if found else None


def _converted(source: Source, post: _Post, addresses: Mapping[str, PurePosixPath], content: Path) -> Converted:
    said = {**post.front.values, "date": post.date, "tags": _tags(source, post)}
    place = Place(path=post.path, name=post.name, values=said, source=source, addresses=addresses)
    place.copies.update(bundled(place))
    body, left = _body(post, place)
    head, whole = header.written(_values(source, post, body))
    text = head + body.lstrip("\n")
    if not whole:
        message, hint = "the front matter cannot be written so that it says the same", "compare the two"
        left.append(Problem(path=str(post.path), line=1, message=message, hint=hint))
    left += [
        Problem(path=str(post.path), line=fault.line, message=fault.message, hint=fault.hint)
        for fault in post.front.problems
    ]
    left += load(content / post.name, text).problems
    return Converted(path=post.path, name=post.name, text=text, copies=place.copies, left=tuple(left))


def _body(post: _Post, place: Place) -> tuple[str, list[Problem]]:
    """Return the body in our words, and what had to stay in those of others."""
    path, line = str(post.path), post.front.body_line
    text, outputs = replaced(paired(post.front.body, place), place, IN_LINES)
    text, _ = linked(text, place)
    text, tags = replaced(text, place, {**IN_BLOCKS})
    text, links = linked(text, place)  # also what a tag was given
    unknown = "{} means nothing here and stays as it is", "write what it showed"
    lost = (
        "nothing was found at {}",
        "copy the file to the posts and write {static}/path, or write the whole address",
    )
    left = [*problems(outputs, path, line, *unknown), *problems(links, path, line, *lost)]
    left += problems(tags, path, line, *unknown)
    return unmarked(text), sorted(left, key=lambda problem: problem.line or 0)


def _values(source: Source, post: _Post, body: str) -> dict[str, Value]:
    """Return what the front matter is to say."""
    values = dict(post.front.values)
    explicit = [key for key in GIVEN if as_text(values.get(key)).startswith("/")]
    for key in explicit if post.address and "save_as" not in values else ():
        del values[key]
    found: dict[str, Value] = {
        "title": _title(source, post),
        "date": post.date,
        "slug": post.slug,
        "status": "draft" if "_drafts" in post.path.parts else "",
        "summary": _summary(body),
        "tags": _jekylls_tags(source, values.get("tags")),
        "aliases": tuple(_whole_alias(alias, source, post) for alias in as_list(values.get("aliases"))),
    }
    for key, value in found.items():
        if value and (values.get(key) in (None, "", ()) or key in ("tags", "aliases")):
            values[key] = value
    if post.address:
        values["redirect_from"] = header.joined(as_list(values.get("redirect_from")), post.address)
    return header.carried(values)


def _tags(source: Source, post: _Post) -> Value:
    tags = post.front.values.get("tags")
    return _jekylls_tags(source, tags) or as_list(tags)


def _whole_alias(alias: str, source: Source, post: _Post) -> str:
    """Return an old address as it is from the root of the site: Hugo's may stand on the post's section."""
    if source.generator != "hugo" or alias.startswith("/"):
        return alias
    folder = post.name.parent.parent if post.name.stem == "index" else post.name.parent
    return "/" + (folder / alias).as_posix()


def _title(source: Source, post: _Post) -> str:
    """Return the title that Jekyll makes of a file's name."""
    return post.slug.replace("-", " ").capitalize() if source.generator == "jekyll" else ""


def _jekylls_tags(source: Source, tags: Value) -> Value:
    """Return the tags of a line that Jekyll parts at its spaces; None where they are a list, or have commas."""
    one_line = isinstance(tags, str) and not set(",;\n") & set(tags)
    return tuple(str(tags).split()) if one_line and source.generator == "jekyll" else None


def _summary(body: str) -> str:
    """Return the paragraphs of prose above the mark where the excerpt ends; "" without a mark."""
    mark = _MORE.search(body)
    paragraphs = re.split(r"\n[ \t]*\n", body[: mark.start()].strip()) if mark else []
    prose = [" ".join(each.split()) for each in paragraphs if each and not _NO_PROSE.match(each)]
    text = " ".join(prose)
    return "" if re.search(r"\]\[|\]\s*$|\][^(:]", text) or len(text) > 1000 else text
