"""What is written beside pages: feeds, exports, redirects, the sitemap, the index of the search."""
