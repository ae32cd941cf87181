"""A post's tree as a flat outline: the parts a reader sees, in order, each with its lines and its extent.

One walk over the soup. Tags are numbered in document order, so that "is this link in that part" is a comparison
of numbers and nobody asks an ancestor for its text again.
"""

import re
from typing import NamedTuple

import bs4

from recap.reading.sessions.blocks import Block, Line, Outline, Run
from recap.reading.sessions.breaks import bold_openings, is_of_lines
from recap.reading.sessions.overrides import override

_TEMPLATE_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{:[^}]*\}|:[a-z_]{3,}:")  # Liquid, kramdown and emoji codes
_SIGNS_OF_TEMPLATE = re.compile(rf"{_TEMPLATE_TAG.pattern}|\[\[")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")  # `[[Ada Winter]]`, `[[people/ada|Ada Winter]]`
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(HEADINGS) | {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_SET_OFF = frozenset(["em", "i", "cite", "del", "s", "strike", "u", "mark"])
_ASIDES = frozenset(["blockquote", "figure", "figcaption", "nav", "footer"])
_SILENT = frozenset(["script", "style", "svg", "template", "sup", "img", "noscript"])


def outline(soup: bs4.BeautifulSoup) -> Outline:
    """Return the outline of a post's HTML; the soup is only read."""
    walk = _Walk()
    walk.blocks_of(soup.contents, soup, _Place())
    return Outline(_with_extents(walk.blocks, walk.count), walk.number)


_Style = tuple[str, bool, bool, bool, int]
"""What is said of a Run beside its text."""
_PLAIN: _Style = ("", False, False, False, -1)


class _Place(NamedTuple):
    """Where the walk is."""

    level: int = 0
    parent: int = -1
    group: int = 0
    quoted: bool = False
    head: tuple[str, ...] = ()


class _Walk:
    """The one walk: numbers each tag and collects blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.number: dict[int, int] = {}
        self.count = 0
        self.heading = -1
        self.of_lines = False
        """Each line of the source is one of its own."""

    def enter(self, tag: bs4.Tag) -> int:
        self.number[id(tag)] = self.count
        self.count += 1
        return self.count - 1

    def blocks_of(self, nodes: list[bs4.PageElement], container: bs4.Tag, place: _Place) -> None:
        """Read a container's children: blocks one by one, bare text between them as a paragraph."""
        loose: list[bs4.PageElement] = []
        for child in nodes:
            if isinstance(child, bs4.Tag) and (child.name in _BLOCKS or _holds_blocks(child)):
                if loose:
                    self.flush(container, loose, place)
                self.block(child, place)
            elif not isinstance(child, bs4.element.PreformattedString):
                loose.append(child)
        if loose:
            self.flush(container, loose, place)

    def flush(self, container: bs4.Tag, loose: list[bs4.PageElement], place: _Place) -> None:
        """Make a paragraph of the inline pieces gathered so far."""
        if any(map(_says, loose)):
            start = self.count
            lines = self.lines(loose, container, start)
            if lines:
                self.add(container, "quote" if _is_caption(loose) else "paragraph", lines, start, place)
        loose.clear()

    def block(self, tag: bs4.Tag, place: _Place) -> None:
        start = self.enter(tag)
        name = tag.name
        if name in HEADINGS:
            self.leaf(tag, "heading", start, _Place(HEADINGS[name], place.parent, place.group, place.quoted))
        elif name == "p":
            self.leaf(tag, "paragraph", start, place)
        elif name in ("ul", "ol"):
            self.blocks_of(tag.contents, tag, _Place(place.level + 1, place.parent, start, place.quoted))
        elif name == "li":
            self.item(tag, start, place)
        elif name == "dl":
            self.terms(tag, _Place(place.level + 1, place.parent, start, place.quoted))
        elif name == "table":
            self.blocks_of(tag.contents, tag, _Place(0, place.parent, start, place.quoted, _head(tag)))
        elif name == "tr":
            self.row(tag, start, place)
        elif name == "pre":
            self.number_all(tag)
        else:
            quoted = place.quoted or name in _ASIDES or "toc" in tag.get_attribute_list("class")
            self.blocks_of(tag.contents, tag, _Place(place.level, place.parent, place.group, quoted, place.head))

    def leaf(self, tag: bs4.Tag, shape: str, start: int, place: _Place) -> None:
        lines = self.lines(tag.contents, tag, start)
        if _is_caption(tag.contents):
            shape = "quote"
        if lines or shape == "heading":
            self.add(tag, shape, lines, start, place)

    def item(self, tag: bs4.Tag, start: int, place: _Place) -> None:
        """A list item: its own lines are those of its first piece of text; the rest become blocks inside it."""
        own, rest = _first_piece(tag)
        if isinstance(own, bs4.Tag):
            lines = self.lines(own.contents, own, self.enter(own))
        else:
            lines = self.lines(own, tag, start)
        index = len(self.blocks)
        self.add(tag, "item", lines, start, place)
        if rest:
            self.blocks_of(rest, tag, _Place(place.level, index, place.group, place.quoted))
            self.blocks[index] = self.blocks[index]._replace(end=self.count)

    def terms(self, tag: bs4.Tag, place: _Place) -> None:
        """A definition list: each term is an item, and what defines it is inside it."""
        index = -1
        for child in tag.find_all(["dt", "dd"], recursive=False):
            start = self.enter(child)
            if child.name == "dt":
                index = len(self.blocks)
                self.add(child, "item", self.lines(child.contents, child, start), start, place)
            elif index >= 0:
                self.blocks_of(child.contents, child, _Place(place.level, index, place.group, place.quoted))
                self.blocks[index] = self.blocks[index]._replace(end=self.count)

    def row(self, tag: bs4.Tag, start: int, place: _Place) -> None:
        cells: list[Line] = []
        for cell in tag.contents:
            if not isinstance(cell, bs4.Tag):
                continue
            number = self.enter(cell)
            if _holds_blocks(cell):  # a table for layout: its cells are containers
                self.blocks_of(cell.contents, cell, place)
                continue
            lines = self.lines(cell.contents, cell, number)
            runs = tuple(run for line in lines for run in line.runs)
            cells.append(Line(runs, " ".join(line.text for line in lines), cell, number))
        is_head = tag.find("th", recursive=False) is not None
        if any(cell.text for cell in cells) and not is_head:
            self.add(tag, "row", tuple(cells), start, place)
            self.blocks[-1] = self.blocks[-1]._replace(cells=tuple(cells), head=place.head)

    def add(self, tag: bs4.Tag, shape: str, lines: tuple[Line, ...], start: int, place: _Place) -> None:
        level = place.level if shape in ("heading", "item") else 0
        text = lines[0].text if len(lines) == 1 else " ".join([line.text for line in lines])
        shape = "quote" if place.quoted else shape
        author, above, around = override(tag), self.heading, place.parent
        self.blocks.append(
            Block(tag, author, shape, level, lines, text, start, self.count, above, around, place.group)
        )
        if shape == "heading" and lines:
            self.heading = len(self.blocks) - 1

    def lines(self, nodes: list[bs4.PageElement], around: bs4.Tag, start: int) -> tuple[Line, ...]:
        """Split inline content at its hard breaks; lines without text are left out."""
        self.of_lines = is_of_lines(nodes)
        if len(nodes) == 1 and type(nodes[0]) is bs4.NavigableString and not self.of_lines:
            line = _line([Run(str(nodes[0]))], around, self.number.get(id(around), start))
            return (line,) if line.text else ()
        rows: list[list[Run]] = [[]]
        tags: list[bs4.Tag | None] = [None]
        opening = bold_openings(nodes)
        for at, node in enumerate(nodes):
            if at in opening:
                rows.append([])
                tags.append(None)
            self.inline(node, _PLAIN, rows, tags)
        made = [
            _line(row, tag or around, self.number.get(id(tag or around), start))
            for row, tag in zip(rows, tags, strict=True)
        ]
        return tuple([line for line in made if line.text])

    def inline(
        self, node: bs4.PageElement, style: _Style, rows: list[list[Run]], tags: list[bs4.Tag | None]
    ) -> None:
        if isinstance(node, bs4.Tag):
            start = self.enter(node)
            if node.name == "br":
                rows.append([])
                tags.append(None)
                return
            if node.name in _SILENT:
                self.number_all(node)
                return
            if tags[-1] is None and (self.of_lines or not "".join([run.text for run in rows[-1]]).strip()):
                tags[-1] = node
            styled = _styled(style, node, start)
            for child in node.contents:
                self.inline(child, styled, rows, tags)
        elif not isinstance(node, bs4.element.PreformattedString):
            first, *more = str(node).split("\n") if self.of_lines else [str(node)]
            rows[-1].append(Run(first, *style))
            rows += [[Run(text, *style)] for text in more]
            tags += [None] * len(more)

    def number_all(self, tag: bs4.Tag) -> None:
        for inner in tag.descendants:
            if isinstance(inner, bs4.Tag):
                self.enter(inner)


def _styled(style: _Style, tag: bs4.Tag, number: int) -> _Style:
    url, bold, em, code, link = style
    name = tag.name
    if name == "a":
        url, link = str(tag.get("href") or ""), number
    return url, bold or name in ("b", "strong"), em or name in _SET_OFF, code or name == "code", link


def _line(runs: list[Run], tag: bs4.Tag, start: int) -> Line:
    written = "".join([run.text for run in runs])
    if ("{" in written or ":" in written or "[[" in written) and _SIGNS_OF_TEMPLATE.search(written):
        runs = [run._replace(text=_WIKI_LINK.sub(r"\1", _TEMPLATE_TAG.sub("", run.text))) for run in runs]
        written = "".join([run.text for run in runs])
    return Line(tuple([run for run in runs if run.text]), " ".join(written.split()), tag, start)


def _holds_blocks(tag: bs4.Tag) -> bool:
    return not _BLOCKS.isdisjoint([child.name for child in tag.contents if isinstance(child, bs4.Tag)])


def _head(table: bs4.Tag) -> tuple[str, ...]:
    row = table.find("tr")
    cells = row.find_all("th", recursive=False) if isinstance(row, bs4.Tag) else []
    return tuple(" ".join(cell.get_text(" ").split()) for cell in cells)


def _first_piece(item: bs4.Tag) -> tuple[bs4.Tag | list[bs4.PageElement], list[bs4.PageElement]]:
    """Part an item's children into its first piece of text (a paragraph, or bare inline content) and the rest."""
    nodes = list(item.contents)
    for at, node in enumerate(nodes):
        if isinstance(node, bs4.Tag) and (node.name in _BLOCKS or _holds_blocks(node)):
            bare = nodes[:at]
            if node.name == "p" and not any(_says(piece) for piece in bare):
                return node, nodes[at + 1 :]
            return bare, nodes[at:]
    return nodes, []


def _is_caption(nodes: list[bs4.PageElement]) -> bool:
    """Return whether all words stand in small print."""
    small = [node for node in nodes if isinstance(node, bs4.Tag) and node.name == "small"]
    if not small:
        return False
    return not any(
        str(n).strip() if not isinstance(n, bs4.Tag) else n.get_text(strip=True) for n in nodes if n not in small
    )


def _says(node: bs4.PageElement) -> bool:
    return isinstance(node, bs4.Tag) or bool(isinstance(node, str) and node.strip())


def _with_extents(blocks: list[Block], count: int) -> list[Block]:
    """Give each heading the end of its part, and the heading above it in the tree."""
    done = list(blocks)
    open_headings: list[int] = []
    for index, block in enumerate(blocks):
        if block.shape != "heading" or not block.lines:
            continue
        while open_headings and blocks[open_headings[-1]].level >= block.level:
            closed = open_headings.pop()
            done[closed] = done[closed]._replace(end=block.start)
        done[index] = block._replace(heading=open_headings[-1] if open_headings else -1)
        open_headings.append(index)
    for index in open_headings:
        done[index] = done[index]._replace(end=count)
    return done
