"""recap.json: each recap, and the whole site, as one JSON document by recap.schema.json."""

from collections.abc import Iterator
from functools import partial
from importlib.resources import files
from typing import Any

from recap.exports.recap_data import recap_data
from recap.exports.site import File, Listing, Site
from recap.exports.text import json_around, json_item, json_text
from recap.index import Post
from recap.model import UNSEEN


def schema(_site: Site) -> Iterator[File]:
    """Yield the JSON Schema that both kinds of document keep to."""
    yield File(text=partial((files("recap.exports") / "recap.schema.json").read_text, encoding="utf-8"))


def one_recap(site: Site, post: Post) -> str:
    """Return the document of one recap."""
    return json_text({**_schema_of(site), **published(site, post)})


def whole_site(site: Site) -> Iterator[File]:
    """Yield one document with all recaps, the newest first."""
    about = {**_schema_of(site), "title": site.title, "url": site.address("")}
    head, between, foot = json_around(about, "recaps")
    piece = partial(_recap_in_list, site)
    yield File(text=Listing(head=head, between=between, foot=foot, posts=site.index.posts, piece=piece))


def _recap_in_list(site: Site, post: Post) -> str:
    return json_item(published(site, post, without=UNSEEN))


def published(site: Site, post: Post, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return a recap's data with what publishing adds: its address, and its tags.

    The site's document is `without` what says where in its source a thing stands and how it was found: that is in
    each recap's own, and so an edit elsewhere in a text leaves the site's as it is.
    """
    return {"url": site.address(post.url), "tags": list(post.tags), **recap_data(post.recap, without)}


def _schema_of(site: Site) -> dict[str, str]:
    address = site.page("schema")
    return {"$schema": address} if address else {}
