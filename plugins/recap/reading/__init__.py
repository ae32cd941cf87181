"""A post's text -> values and HTML. Knows nothing of Pelican, disk or network."""
