"""Extensions of Python-Markdown, one a file, that make it read as GitHub does."""
