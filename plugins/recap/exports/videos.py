"""Sessions with a recording, each as pyvideo.org keeps its records."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from recap.exports.site import File, Site, whole
from recap.exports.text import json_text
from recap.index import Post, SessionEntry, recorded
from recap.index.same import distinct_slugs
from recap.model import Link

HOSTS = {"youtube.com": "youtube", "youtu.be": "youtube", "vimeo.com": "vimeo"}
"""The types that pyvideo names after a host; all others are `html`, or the ending of a file."""

FILES = ("mp4", "webm", "ogv", "mov")


def videos(site: Site) -> Iterator[File]:
    """Yield a record for each session that has a recording, with a slug that no other session has."""
    places = [(post, place) for post in reversed(site.index.posts) for place in range(len(post.brief.recorded))]
    titles = {str(number): post.brief.recorded[place] for number, (post, place) in enumerate(places)}
    slugs = distinct_slugs(titles, "session")
    for number, (post, place) in enumerate(places):
        slug = slugs[str(number)]
        yield File(slug=slug, text=partial(_text, site, post, place, slug), post=post)


def _text(site: Site, post: Post, place: int, slug: str) -> str:
    entry = SessionEntry(session=recorded(post.sessions)[place], post=post)
    return json_text(_record(site, entry, slug))


def _record(site: Site, entry: SessionEntry, slug: str) -> dict[str, Any]:
    session, recordings = entry.session, _recordings(entry)
    others = [link for link in session.links if link not in recordings]
    return {
        "title": session.title,
        "slug": slug,
        "description": _description(site, entry),
        "speakers": list(dict.fromkeys(speaker.name for speaker in session.speakers)),
        "recorded": None,
        "language": None,
        "tags": list(dict.fromkeys(filter(None, entry.post.tags))),
        "related_urls": [{"label": link.text or link.kind, "url": whole(link.url)} for link in others],
        "videos": [{"type": video_type(link.url), "url": whole(link.url)} for link in recordings],
    }


def _description(site: Site, entry: SessionEntry) -> str:
    conference = entry.post.conference
    at = f"{conference.label}. " if conference else ""
    return f"{at}Recap: {site.address(entry.url)}"


def _recordings(entry: SessionEntry) -> Sequence[Link]:
    return [link for link in entry.session.links if link.kind == "video"]


def video_type(url: str) -> str:
    """Return what pyvideo calls a recording at this address: `youtube`, `mp4`, `html`."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "html"
    ending = parts.path.rpartition(".")[2].lower()
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    return HOSTS.get(host) or (ending if ending in FILES else "html")
