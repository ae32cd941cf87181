"""How many there are of something, in words."""


def counted(number: int, noun: str) -> str:
    """Return `1 recap`, `3 recaps`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
