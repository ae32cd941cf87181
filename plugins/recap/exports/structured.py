"""What pages are about, as schema.org says it (JSON-LD): pure values, one function for each kind of page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from recap.exports.site import Site, plain_title, whole
from recap.exports.vague import is_vague
from recap.index import ConferenceEntry, Edition, SpeakerEntry
from recap.model import Conference, Link, Recap, Session, Speaker

Node = dict[str, Any]
"""A thing by schema.org's names; what is not known is left out."""

Crumb = tuple[str, str]
"""A page above this one: its name, and its whole address."""

WORKS = {
    "slides": "PresentationDigitalDocument",
    "paper": "ScholarlyArticle",
    "code": "SoftwareSourceCode",
}
"""What a session left behind, by the kind of the link."""

RECORDINGS = {"video": "VideoObject", "audio": "AudioObject"}

EVENTS = {"workshop": "EducationEvent"}
"""Kinds of session that are more than an Event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A recap's page: what Pelican knows of the post."""

    url: str
    """Whole, as all addresses here."""
    title: str
    """Plain text, as all words here."""
    description: str
    published: datetime
    modified: datetime | None = None
    lang: str
    authors: Sequence[tuple[str, str]] = ()
    """Names and the addresses of their pages."""
    tags: Sequence[str] = ()
    image: str = ""
    """The address of its card, or ""."""


def graph(*nodes: Node) -> Node:
    """Return one document that holds the things."""
    return {"@context": "https://schema.org", "@graph": [node for node in nodes if node]}


def breadcrumbs(crumbs: Sequence[Crumb]) -> Node:
    """Return the way from the first page to this one, which comes last; nothing where there is no way to go."""
    places = [
        {"@type": "ListItem", "position": number, "name": name, "item": url}
        for number, (name, url) in enumerate(crumbs, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": places} if len(places) > 1 else {}


def website(site: Site, description: str, lang: str) -> Node:
    """Return the site, with how to search it where it can be searched."""
    search = site.page("search")
    return _known(
        {
            "@type": "WebSite",
            "@id": f"{site.address('')}#website",
            "name": site.title,
            "url": site.address(""),
            "description": description,
            "inLanguage": lang,
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": f"{search}?q={{search_term_string}}"},
                "query-input": "required name=search_term_string",
            }
            if search
            else None,
        }
    )


def collection(site: Site, url: str, name: str, description: str) -> Node:
    """Return a page that lists things."""
    return _known(
        {
            "@type": "CollectionPage",
            "@id": url,
            "url": url,
            "name": name,
            "description": description,
            "isPartOf": _site(site),
        }
    )


def posting(site: Site, post: Posting, recap: Recap | None) -> Node:
    """Return a recap: a post about a conference, whose sessions are events within it."""
    return _known(
        {
            "@type": "BlogPosting",
            "@id": post.url,
            "url": post.url,
            "mainEntityOfPage": post.url,
            "headline": post.title,
            "description": post.description,
            "datePublished": post.published.isoformat(),
            "dateModified": (post.modified or post.published).isoformat(),
            "inLanguage": post.lang,
            "author": [_known({"@type": "Person", "name": name, "url": url}) for name, url in post.authors],
            "keywords": list(post.tags),
            "image": post.image,
            "isPartOf": _site(site),
            "about": event(site, recap, post.url) if recap and recap.conference else None,
        }
    )


def event(site: Site, recap: Recap, url: str) -> Node:
    """Return the conference of a recap that stands at `url`, with the sessions as parts of it."""
    conference = recap.conference
    assert conference
    return _known(
        {
            **_edition(conference.label, conference.year, conference.url),
            "location": {"@type": "Place", "name": conference.place} if conference.place else None,
            "superEvent": _series(site, conference),
            "subEvent": [_session(site, session, url) for session in recap.sessions],
        }
    )


def series(site: Site, entry: ConferenceEntry) -> Node:
    """Return a conference over the years, with what was written about each."""
    page = site.page("conference", entry.slug)
    return _known(
        {
            "@type": "EventSeries",
            "@id": f"{page}#series",
            "name": entry.name,
            "url": page,
            "subEvent": [_of_series(site, entry, edition) for edition in entry.editions],
        }
    )


def profile(site: Site, entry: SpeakerEntry) -> Node:
    """Return a speaker's page: who it is, and what they gave."""
    page = site.page("speaker", entry.slug)
    person = {
        "@type": "Person",
        "@id": f"{page}#person",
        "name": entry.name,
        "url": page,
        "sameAs": [whole(url) for url in entry.urls],
        "performerIn": [
            {"@type": _event_type(given.session), "name": given.session.title, "url": site.address(given.url)}
            for given in entry.sessions
        ],
    }
    return {"@type": "ProfilePage", "@id": page, "url": page, "name": entry.name, "mainEntity": _known(person)}


def _of_series(site: Site, entry: ConferenceEntry, edition: Edition) -> Node:
    name = f"{entry.name} {edition.year}" if edition.year else entry.name
    posts = [
        {"@type": "BlogPosting", "headline": plain_title(post), "url": site.address(post.url)}
        for post in edition.posts
    ]
    return _known({**_edition(name, edition.year, edition.url), "subjectOf": posts})


def _edition(name: str, year: int | None, url: str) -> Node:
    """Return one year of a conference; the day is not known, and a year alone is a date by ISO 8601."""
    return {
        "@type": "Event",
        "name": name,
        "startDate": f"{year:04}" if year else "",
        "url": whole(url),
    }


def _series(site: Site, conference: Conference) -> Node:
    slug = site.index.conference_slugs.get(conference.name, "")
    page = site.page("conference", slug) if slug else ""
    identity = {"@id": f"{page}#series", "url": page} if page else {}
    return {"@type": "EventSeries", "name": conference.name, **identity}


def _session(site: Site, session: Session, url: str) -> Node:
    place = f"{url}#{session.id}" if session.id else ""
    return _known(
        {
            "@type": _event_type(session),
            "@id": place,
            "name": session.title,
            "url": place,
            "performer": [_person(site, speaker) for speaker in session.speakers],
            "sameAs": [whole(link.url) for link in session.links if link.kind == "abstract"],
            "recordedIn": _works(session, RECORDINGS),
            "workFeatured": _works(session, WORKS),
        }
    )


def _event_type(session: Session) -> str:
    return EVENTS.get(session.kind, "Event")


def _person(site: Site, speaker: Speaker) -> Node:
    slug = site.index.speaker_slugs.get(speaker.name, "")
    page = site.page("speaker", slug) if slug else ""
    identity = {"@id": f"{page}#person", "url": page} if page else {"url": whole(speaker.url)}
    return _known({"@type": "Person", "name": speaker.name, **identity})


def _works(session: Session, types: Mapping[str, str]) -> list[Node]:
    links: Iterable[Link] = (link for link in session.links if link.kind in types)
    return [
        {
            "@type": types[link.kind],
            "name": session.title if is_vague(link.text) else link.text,
            "url": whole(link.url),
        }
        for link in links
    ]


def _site(site: Site) -> Node:
    return {"@type": "WebSite", "@id": f"{site.address('')}#website", "name": site.title, "url": site.address("")}


def _known(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}
