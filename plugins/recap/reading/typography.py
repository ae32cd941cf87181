"""Typography, once: curly quotes, dashes, small capitals and the rest of typogrify."""

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import cycle

from smartypants import Attr, smartypants, tags_to_skip
from typogrify import filters

from recap.reading.options import ReadingOptions

_DASHES = {"default": Attr.set1, "oldschool": Attr.set2, "oldschool_inverted": Attr.set3}

Quotes = tuple[str, str, str, str]
"""Opening, closing, and the same for quotes within quotes."""

_NO_BREAK = "\N{NO-BREAK SPACE}"

_STYLES: Mapping[Quotes, str] = {
    ("“", "”", "‘", "’"): "cy en es ga hi id it ko ms nl pt th tr vi zh",
    ("„", "“", "‚", "‘"): "bg cs de et is lb lt sk sl",
    ("«" + _NO_BREAK, _NO_BREAK + "»", "“", "”"): "fr",
    ("„", "”", "‚", "’"): "hr hu pl ro",
    ("«", "»", "„", "“"): "be ru uk",
    ("«", "»", "‘", "’"): "nb nn no",
    ("”", "”", "’", "’"): "fi sv",
}
QUOTES: Mapping[str, Quotes] = {lang: style for style, langs in _STYLES.items() for lang in langs.split()}
"""How people quote in a language; in one that is not here quotes stay as they were typed."""

_BLOCK_END = re.compile(r"</(?:p|li|h\d|t[dh]|d[dt]|div)>")
_LEFT_ALONE = re.compile(r"(<!--.*?-->|<script\b.*?</script>|<style\b.*?</style>)", re.S)
"""No text at all, though it may hold what looks like the end of a block."""
_ENTITY = re.compile(r"&#(82(?:11|12|16|17|20|21|30));")

# The libraries look at every text with some thirty patterns. Most texts have nothing that any of these would
# change, and a look at what they all need is quicker by far.
_TAG = re.compile(r"(<[^>]*>)")
"""Parts HTML into texts, at even places, and tags."""
_MENDABLE = re.compile(r"""["'`\\]|--|\.\s?\.|&quot;""")
"""What smartypants does something about."""
_SIGN = r"""(?:["'`\\]|--|\.\.\.|&quot;)"""
_PLAIN = r"""[^ \t\r\n"'`\\.&-]*+"""
_SIGNED_WORD = re.compile(rf"(?:^|[ \t\r\n]){_PLAIN}(?:(?!{_SIGN})[.&-]{_PLAIN})*+{_SIGN}[^ \t\r\n]*")
_ALONE = frozenset(["'", '"', "&quot;"])
"""Quotes that smartypants turns by the text before them."""
_STARTS_AFRESH = re.compile(r"</(?:p|li|h[1-6]|td)>")
"""Where no quote before counts."""
_VERBATIM = re.compile(f"<(/)?({'|'.join(tags_to_skip)})[^>]*>", re.I)
_CAPITALS = re.compile(r"[A-Z][A-Z\d.]")
_QUOTES = ('"', "'", "&ldquo;", "&lsquo;", "&#8220;", "&#8216;")
"""What initial_quotes looks for at the beginning of a text."""
_WIDOWS_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|dt|dd)>")
_WIDOWS_INLINE_END = re.compile(r"</(?:a|em|span|strong|i|b)>")


def typogrify(html: str, options: ReadingOptions) -> str:
    """Return `html` with typogrify's filters applied as Pelican's TYPOGRIFY settings say; code is left alone.

    Quotes are those of the language of `options`. smartypants is called here and not through typogrify, whose call
    reads its options from a global of the module, and knows English only.
    """
    if not options.typogrify:
        return html
    ignored = list(options.typogrify_ignore_tags)
    return "".join(
        _improved(text, options) if wanted else text
        for piece, is_text in zip(_LEFT_ALONE.split(html), cycle((True, False)))
        for text, wanted in (filters.process_ignores(piece, ignored) if is_text else [(piece, False)])
    )


def _improved(text: str, options: ReadingOptions) -> str:
    """Return the text as typogrify's filters leave it, each asked only about what it could change."""
    omitted = options.typogrify_omit_filters
    if "smartypants" not in omitted:
        text = _punctuated(text, options)
    tokens = _TAG.split(text)
    if "amp" not in omitted:
        tokens[::2] = (filters.amp(words) if "&" in words else words for words in tokens[::2])
    if "caps" not in omitted:
        _set_capitals_apart(tokens)
    if "initial_quotes" not in omitted and any(words.lstrip().startswith(_QUOTES) for words in tokens[::2]):
        tokens = _TAG.split(filters.initial_quotes("".join(tokens)))
    if "widont" not in omitted:
        _avoid_widows(tokens)
    return "".join(tokens)


def _set_capitals_apart(tokens: list[str]) -> None:
    """Wrap several capitals; `caps` needs the tag before a text, as it leaves that of <kbd> alone."""
    for at in range(0, len(tokens), 2):
        if _CAPITALS.search(tokens[at]):
            tag = tokens[at - 1] if at else ""
            tokens[at] = filters.caps(tag + tokens[at])[len(tag) :]


def _avoid_widows(tokens: list[str]) -> None:
    """Tie the last two words of each block together, and those of the whole text."""
    for end in (*range(1, len(tokens), 2), len(tokens)):
        if end == len(tokens) or _WIDOWS_BLOCK_END.fullmatch(tokens[end]):
            last = end - 1
            while last and not tokens[last].strip() and _WIDOWS_INLINE_END.fullmatch(tokens[last - 1]):
                last -= 2
            tokens[last] = _tied(
                tokens[last - 1] if last else "", tokens[last], "".join(tokens[last + 1 : end + 1])
            )


def _tied(before: str, text: str, after: str) -> str:
    """Return a text with its last two words tied together; `before` it stands a tag, `after` it the block ends."""
    words = text.rsplit(None, 2)
    if len(words) == 3:
        return words[0] + _tied("", text[len(words[0]) :], after)
    tied = str(filters.widont(before + text + after))
    return tied[len(before) : len(tied) - len(after)]


def _punctuated(text: str, options: ReadingOptions) -> str:
    """Return the text with the quotes of its language, with dashes and ellipses."""
    quotes = QUOTES.get(re.split("[-_]", options.lang.lower())[0])
    attributes = _DASHES[options.typogrify_dashes] | Attr.w
    if not quotes:
        attributes &= ~(Attr.q | Attr.mask_b)
    return _signs(_smart(text, attributes), quotes or QUOTES["en"])


def _smart(text: str, attributes: int) -> str:
    """Return the text as smartypants leaves each of its blocks."""
    tokens = _TAG.split(text)
    verbatim: list[str] = []
    before = ""
    for at, token in enumerate(tokens):
        if at % 2 == 0:
            if not verbatim and _MENDABLE.search(token):
                tokens[at] = _smart_words(before, token, attributes)
            before = token[-1:] or before
        elif _STARTS_AFRESH.fullmatch(token):
            verbatim, before = [], ""
        elif tag := _VERBATIM.match(token):
            if not tag[1]:
                verbatim.append(tag[2].lower())
            elif verbatim and verbatim[-1] == tag[2].lower():
                verbatim.pop()
    return "".join(tokens)


def _smart_words(before: str, text: str, attributes: int) -> str:
    """Return a text between two tags as smartypants leaves it; no sign is changed by more than its own word."""
    if text in _ALONE:
        return _smart_word(f"{before}<i>{text}", attributes).partition("<i>")[2]
    if ". . ." in text:
        return _smart_word(text, attributes)

    def word(found: re.Match[str]) -> str:
        space = text[found.end() : found.end() + 1]
        return _smart_word(found[0] + space, attributes).removesuffix(space)

    return _SIGNED_WORD.sub(word, text)


@lru_cache(maxsize=4096)
def _smart_word(word: str, attributes: int) -> str:
    return str(smartypants(word, attributes))


def _signs(text: str, quotes: Quotes) -> str:
    """Return the text with signs instead of what smartypants writes: numbers of English ones.

    What it takes for a single quote is an apostrophe beside a letter on the wrong side: `l'"alerte"`, `ist's`.
    """
    opening, closing, opening_inner, closing_inner = quotes
    opened: int | None = None

    def sign(found: re.Match[str]) -> str:
        nonlocal opened
        before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() : found.end() + 1]
        match chr(int(found[1])):
            case "“":
                return opening
            case "”":
                return closing
            case "‘" if not before.isalnum():
                opened = found.end()
                return opening_inner
            case "’" if opened and not after.isalnum() and not _BLOCK_END.search(text, opened, found.start()):
                opened = None
                return closing_inner
            case "‘" | "’":
                return "’"
            case other:
                return other

    return _ENTITY.sub(sign, text)
