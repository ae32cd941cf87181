# The same posts with the addresses of the demonstration site, one recap a page.
TIMEZONE = "UTC"
PLUGINS = ["recap"]
DEFAULT_PAGINATION = 1
ARTICLE_URL = "{slug}/"
ARTICLE_SAVE_AS = "{slug}/index.html"
TAG_URL = "tag/{slug}/"
TAG_SAVE_AS = "tag/{slug}/index.html"
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
