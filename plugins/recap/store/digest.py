"""Digests: short words that stand for long ones."""

from hashlib import blake2b


def digest(*parts: str | bytes) -> str:
    """Return what stands for these parts in this order, and for no others."""
    hashed = blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hashed.update(b"%d:" % len(data))
        hashed.update(data)
    return hashed.hexdigest()
