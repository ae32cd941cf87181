"""What the site will know of a post: as a tree for people, as data for programs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.markup import escape
from rich.tree import Tree

from recap.document import Document
from recap.exports import recap_data
from recap.model import Conference, Link, LinkList, Recap, Section, Session, Speaker

OVERRIDES: Mapping[str, str] = {
    "conference": "`Conference: Name 2015` at the top of the file; `Conference: none` for a post about none",
    "session": "an attribute list on its line: {: .talk } or another kind, {: .not-a-session }, "
    '{: data-speakers="Ada Lovelace; Grace Hopper" }, {: data-title="..." }',
    "none": "an attribute list on the line of a heading or an item: {: .talk } or another kind",
    "prose": "{: .not-a-session } on the line below its paragraph, or give it a heading with an attribute list",
    "list": "a heading right above it; of several lists below one heading, a line with a colon above each",
    "link": "an attribute list after the link: [words](address){: .slides } or another kind",
}
"""What an author writes to overrule a guess (docs/writing.md)."""


def as_data(document: Document) -> dict[str, Any]:
    """Return the findings as plain values: what the site publishes of a recap, and what is wrong with it."""
    return {
        **recap_data(document.recap),
        "problems": [str(problem) for problem in document.problems],
        "warnings": [str(problem) for problem in document.warnings],
    }


def as_tree(document: Document, *, verbose: bool = False) -> Tree:
    """Return the findings as a tree; with `verbose` each guess has its reason, and what overrules it is said."""
    recap = document.recap
    day = recap.date.date().isoformat() if recap.date else "no date"
    known = ", ".join(part for part in (day, escape(recap.slug)) if part)
    tree = Tree(f"[bold]{escape(recap.title or 'no title')}[/] [dim]{known}[/]", highlight=False)
    if recap.tagline:
        tree.add(f"[italic]{escape(recap.tagline)}[/]")
    _add_conference(tree, recap.conference, verbose)
    _add_sections(tree, recap.sections)
    _add_sessions(tree, recap, verbose)
    _add_link_lists(tree, recap.link_lists, verbose)
    _add_links(tree, recap.links, verbose)
    return tree


def _add_conference(tree: Tree, conference: Conference | None, verbose: bool) -> None:
    if conference is None:
        branch = tree.add("[dim]no conference found[/]")
    else:
        page = f" {escape(conference.url)}" if conference.url else ""
        branch = tree.add(f"[bold]Conference[/] {escape(conference.label)}[dim]{page}[/]")
    if verbose:
        _explain(branch, conference.reason if conference else "the title names none", "conference")


def _add_sections(tree: Tree, sections: Sequence[Section]) -> None:
    if not sections:
        return
    branch = tree.add("[bold]Sections[/]")
    for section in sections:
        _add_section(branch, section)


def _add_section(tree: Tree, section: Section) -> None:
    branch = tree.add(f"{escape(section.title)}{_line(section.line)}")
    for deeper in section.sections:
        _add_section(branch, deeper)


def _add_sessions(tree: Tree, recap: Recap, verbose: bool) -> None:
    if verbose and not recap.sessions:
        _overrule(tree.add("[dim]no sessions found[/]"), "none")
    for title, marked in (("Sessions", True), ("Sessions in prose", False)):
        sessions = [session for session in recap.sessions if session.marked is marked]
        if not sessions:
            continue
        branch = tree.add(f"[bold]{title}[/] [dim]{len(sessions)}[/]")
        for session in sessions:
            _add_session(branch, session, verbose)
        if verbose:
            _overrule(branch, "session" if marked else "prose")


def _add_session(tree: Tree, session: Session, verbose: bool) -> None:
    by = f" - {escape(_names(session.speakers))}" if session.speakers else ""
    branch = tree.add(f"[cyan]{session.kind}[/] {escape(session.title)}{by}{_line(session.line)}")
    if verbose:
        reasons = {
            "a session": session.reason,
            session.kind: session.kind_reason,
            "the title": session.title_reason,
            "the speakers": session.speakers_reason or "it names none",
        }
        for what, reason in reasons.items():
            branch.add(f"[dim]{what}: {escape(reason)}[/]")
    for link in session.links:
        branch.add(_link(link))


def _add_link_lists(tree: Tree, listings: Sequence[LinkList], verbose: bool) -> None:
    if not listings:
        return
    branch = tree.add(f"[bold]Link lists[/] [dim]{len(listings)}[/]")
    for listing in listings:
        twig = branch.add(f"{escape(listing.title or 'without a title')}{_line(listing.line)}")
        if verbose:
            twig.add(f"[dim]the title: {escape(listing.title_reason)}[/]")
        for link in listing.links:
            note = f" [italic]{escape(link.note)}[/]" if link.note else ""
            twig.add(f"{_link(link, verbose=verbose)}{note}")
    if verbose:
        _overrule(branch, "list")


def _add_links(tree: Tree, links: Sequence[Link], verbose: bool) -> None:
    if not links:
        return
    branch = tree.add(f"[bold]Links[/] [dim]{len(links)}[/]")
    for link in links:
        branch.add(f"{_link(link, verbose=verbose)}{_line(link.line)}")
    if verbose:
        _overrule(branch, "link")


def _link(link: Link, *, verbose: bool = False) -> str:
    because = f" [dim]because: {escape(link.reason)}[/]" if verbose else ""
    return f"[cyan]{link.kind}[/] {escape(link.text)} [dim]{escape(link.url)}[/]{because}"


def _names(speakers: Iterable[Speaker]) -> str:
    return ", ".join(speaker.name for speaker in speakers)


def _line(line: int) -> str:
    return f" [dim]line {line}[/]"


def _explain(tree: Tree, reason: str, what: str) -> None:
    tree.add(f"[dim]because: {escape(reason)}[/]")
    _overrule(tree, what)


def _overrule(tree: Tree, what: str) -> None:
    tree.add(f"[dim]to overrule it write {escape(OVERRIDES[what])}[/]")
