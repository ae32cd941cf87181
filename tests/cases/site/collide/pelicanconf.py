# Pelican's own addresses: page 5 of tag5 and the page of tag55 are both tag/tag55.html.
TIMEZONE = "UTC"
PLUGINS = ["recap"]
DEFAULT_PAGINATION = 1
