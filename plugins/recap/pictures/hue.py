"""Each conference has a colour of its own: a hue from its name, while lightness and chroma stay the site's."""

from functools import lru_cache
from hashlib import sha256

from recap.index.same import name_key


@lru_cache(maxsize=4096)
def hue(name: str) -> int:
    """Return the angle of a conference's colour on OKLCH's wheel, 0 to 359; the same for all spellings of it."""
    return int.from_bytes(sha256(name_key(name).encode()).digest()[:4]) % 360
