"""The demonstration site: plain Pelican settings, nothing computed. docs/settings.md explains Recap's own."""

from recap import THEME  # noqa: F401

SITENAME = "Recap"
SITESUBTITLE = "What was said at conferences, and where to find it again"
SITEURL = ""  # publishconf.py has the address

PLUGINS = ["recap"]
RECAP = {"related": 5}

PATH = "content"
OUTPUT_PATH = "output"
STATIC_PATHS = ["images"]
PAGE_PATHS = ["pages"]

TIMEZONE = "Europe/Dublin"
DEFAULT_LANG = "en"
LOCALE = ["C.UTF-8", "C"]  # so that the months have the same names wherever the site is built
DEFAULT_CATEGORY = "Blog"
USE_FOLDER_AS_CATEGORY = False
DEFAULT_PAGINATION = 10
TYPOGRIFY = True

# Every page is a folder: an address says what it shows, not how it was made.
INDEX_URL = ""
ARTICLE_URL = "{slug}/"
ARTICLE_SAVE_AS = "{slug}/index.html"
ARTICLE_LANG_URL = "{lang}/{slug}/"
ARTICLE_LANG_SAVE_AS = "{lang}/{slug}/index.html"
DRAFT_URL = "drafts/{slug}/"
DRAFT_SAVE_AS = "drafts/{slug}/index.html"
DRAFT_LANG_URL = "drafts/{lang}/{slug}/"
DRAFT_LANG_SAVE_AS = "drafts/{lang}/{slug}/index.html"
PAGE_URL = "pages/{slug}/"
PAGE_SAVE_AS = "pages/{slug}/index.html"
PAGE_LANG_URL = "{lang}/pages/{slug}/"
PAGE_LANG_SAVE_AS = "{lang}/pages/{slug}/index.html"
DRAFT_PAGE_URL = "drafts/pages/{slug}/"
DRAFT_PAGE_SAVE_AS = "drafts/pages/{slug}/index.html"
DRAFT_PAGE_LANG_URL = "drafts/{lang}/pages/{slug}/"
DRAFT_PAGE_LANG_SAVE_AS = "drafts/{lang}/pages/{slug}/index.html"
ARCHIVES_URL = "archives/"
ARCHIVES_SAVE_AS = "archives/index.html"
TAGS_URL = "tags/"
TAGS_SAVE_AS = "tags/index.html"
TAG_URL = "tag/{slug}/"
TAG_SAVE_AS = "tag/{slug}/index.html"
CATEGORIES_URL = "categories/"
CATEGORIES_SAVE_AS = "categories/index.html"
CATEGORY_URL = "category/{slug}/"
CATEGORY_SAVE_AS = "category/{slug}/index.html"
AUTHORS_URL = "authors/"
AUTHORS_SAVE_AS = "authors/index.html"
AUTHOR_URL = "author/{slug}/"
AUTHOR_SAVE_AS = "author/{slug}/index.html"
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]

# Feeds: the site's, each tag's, and by way of Recap each conference's.
FEED_ATOM = "atom.xml"
FEED_RSS = "rss.xml"
FEED_ALL_ATOM = None
TAG_FEED_ATOM = "tag/{slug}/atom.xml"
TAG_FEED_RSS = "tag/{slug}/rss.xml"
CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
TRANSLATION_FEED_ATOM = None
