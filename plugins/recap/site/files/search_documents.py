"""What the search knows: a small document of HTML for each recap, speaker and conference.

The site's own pages are not indexed: they are of any theme, and among the files of the output folder are drafts
and pages of posts that are gone. A document says in `data-pagefind-*` attributes what Pagefind keeps of it:

- meta `title`, `place` and `parts`: words to search in, like the text
- filters `conference`, `year`, `kind` (of its sessions), `tag`, `speaker`: of recaps only, for readers
- filters `what` (recap, speaker, conference) and `lang`: for search.js, and no words
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from itertools import chain
from typing import Any

from pelican.contents import Article

from recap.index import ConferenceEntry, Index, SpeakerEntry
from recap.model import Recap, Section, Session
from recap.words import SESSION_WORDS

Document = tuple[str, str]
"""The address of a page below the site's, and the HTML that stands for it in the index."""


def documents(articles: Iterable[Article], index: Index, urls: Mapping[str, str]) -> dict[str, str]:
    """Return the HTML of each document by the name of its file, which tells Pagefind the address.

    `articles` have their translations with them; `urls` are the addresses of Recap's pages.
    """
    found = chain(
        _recaps(articles, index),
        _speakers(index.speakers, urls.get("speaker")),
        _conferences(index.conferences, urls.get("conference")),
    )
    return {_file(url): html for url, html in found}


def _file(url: str) -> str:
    """Return the file whose address Pagefind takes for `url`, or nearly: search.js reads the meta `url` first."""
    if url.endswith("/") or not url:
        return f"{url}index.html"
    return url if url.endswith(".html") else f"{url}.html"


def _recaps(articles: Iterable[Article], index: Index) -> Iterator[Document]:
    speakers = {entry.slug: entry.name for entry in index.speakers}
    conferences = {entry.slug: entry.name for entry in index.conferences}
    people = {name: speakers[slug] for name, slug in index.speaker_slugs.items()}
    series = {name: conferences[slug] for name, slug in index.conference_slugs.items()}
    for article in articles:
        for version in (article, *article.translations):
            if version.status == "published":
                yield version.url, _of_recap(version, people, series)


def _of_recap(article: Article, people: Mapping[str, str], series: Mapping[str, str]) -> str:
    """Return the document of a post; `people` and `series` give each name the spelling of the index."""
    recap: Recap | None = article.recap
    title = unescape(article.title)
    conference = recap.conference if recap else None
    sessions = recap.sessions if recap else ()
    meta = {"title": title, "place": conference.label if conference else ""}
    if recap:
        meta["parts"] = json.dumps([*_parts(recap, people)], ensure_ascii=False)
    filters: dict[str, Iterable[object]] = {
        "what": ["recap"],
        "lang": [article.lang],
        "conference": [series.get(conference.name, conference.name)] if conference else [],
        "year": [(conference and conference.year) or article.date.year],
        "kind": [session.kind for session in sessions],
        "tag": [tag.name for tag in getattr(article, "tags", ())],
        "speaker": [name for session in sessions for name in _names(session, people)],
    }
    heading = "" if recap and recap.title_in_body else f"<h1>{escape(title)}</h1>"
    tagline = f"<p>{article.tagline}</p>" if getattr(article, "tagline", "") else ""
    return _html(article.url, meta, filters, f"{heading}{tagline}{article.content}")


def _names(session: Session, people: Mapping[str, str]) -> list[str]:
    return [people.get(speaker.name, speaker.name) for speaker in session.speakers]


def _parts(recap: Recap, people: Mapping[str, str]) -> Iterator[list[Any]]:
    """Yield what a result can lead to within the page: sessions, and the headings that are in none.

    A part is its anchor and title, and of a session the number of its kind in SESSION_WORDS and its speakers: a
    number, because Pagefind would find the kind's name as a word of the recap.
    """
    kinds = tuple(SESSION_WORDS)
    for session in recap.sessions:
        yield [session.id, session.title, kinds.index(session.kind), *_names(session, people)]
    sections = recap.sections
    if recap.title_in_body and sections:
        sections = (*sections[0].sections, *sections[1:])
    for section in _outside(sections, {session.id for session in recap.sessions}):
        yield [section.id, section.title]


def _outside(sections: Iterable[Section], sessions: set[str]) -> Iterator[Section]:
    for section in sections:
        if section.id not in sessions:
            yield section
            yield from _outside(section.sections, sessions)


def _speakers(entries: Iterable[SpeakerEntry], url: str | None) -> Iterator[Document]:
    for entry in entries if url else ():
        address = str(url).replace("{slug}", entry.slug)
        body = f"<h1>{escape(entry.name)}</h1>"
        yield address, _html(address, {"title": entry.name}, {"what": ["speaker"]}, body)


def _conferences(entries: Iterable[ConferenceEntry], url: str | None) -> Iterator[Document]:
    for entry in entries if url else ():
        address = str(url).replace("{slug}", entry.slug)
        years = ", ".join(str(edition.year) for edition in entry.editions if edition.year)
        body = f"<h1>{escape(entry.name)}</h1>"
        yield address, _html(address, {"title": entry.name, "place": years}, {"what": ["conference"]}, body)


def _html(url: str, meta: Mapping[str, str], filters: Mapping[str, Iterable[object]], body: str) -> str:
    facts = [("meta", name, value) for name, value in meta.items() if value]
    if _file(url) not in (url, f"{url}index.html"):
        facts.append(("meta", "url", url))
    facts += [("filter", name, str(value)) for name, values in filters.items() for value in dict.fromkeys(values)]
    written = "\n".join(
        f'<i data-pagefind-{use}="{name}[title]" title="{escape(value)}"></i>' for use, name, value in facts
    )
    main = f"<main data-pagefind-body>\n{body}\n</main>"
    return f"<!DOCTYPE html>\n<html><body>\n{written}\n{main}\n</body></html>\n"
