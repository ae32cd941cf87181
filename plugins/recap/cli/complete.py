"""What the shell offers behind an option, when Tab is pressed."""

import click
from click.shell_completion import CompletionItem


def rules_like(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Return the rules whose number or name begins with what is typed after the last comma."""
    from recap.check import RULES

    before, comma, begun = typed.rpartition(",")
    begun = begun.casefold()
    return [
        CompletionItem(f"{before}{comma}{word}", help=rule.name)
        for rule in RULES
        for word in (rule.number, rule.name)
        if (begun and word.casefold().startswith(begun)) or (not begun and word == rule.number)
    ]
