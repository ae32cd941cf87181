"""The site: the only room that imports Pelican."""
