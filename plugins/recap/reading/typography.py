"""Typography, once: curly quotes, dashes, small capitals and the rest of typogrify."""

import re
from collections.abc import Mapping
from itertools import cycle

from smartypants import Attr, smartypants
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
_BLOCKS = re.compile(r"(?<=</p>)|(?<=</li>)|(?<=</h[1-6]>)|(?<=</td>)")
_MENDABLE = re.compile(r"""["'`\\]|--|\.\s?\.|&quot;""")
"""What smartypants does something about; most blocks have none of it, and it is slow."""
_WORDS = re.compile(r"(?:^|>)([^<]+)")
_ENTITY = re.compile(r"&#(82(?:11|12|16|17|20|21|30));")


def typogrify(html: str, options: ReadingOptions) -> str:
    """Return `html` with typogrify's filters applied as Pelican's TYPOGRIFY settings say; code is left alone.

    Quotes are those of the language of `options`. smartypants is called here and not through typogrify, whose call
    reads its options from a global of the module, and knows English only.
    """
    if not options.typogrify:
        return html
    omitted = dict.fromkeys(options.typogrify_omit_filters, False)
    smart = omitted.pop("smartypants", True)

    def improved(text: str) -> str:
        text = _punctuated(text, options) if smart else text
        return str(filters.applyfilters(text, smartypants=False, **omitted))

    ignored = list(options.typogrify_ignore_tags)
    return "".join(
        improved(text) if wanted else text
        for piece, is_text in zip(_LEFT_ALONE.split(html), cycle((True, False)))
        for text, wanted in (filters.process_ignores(piece, ignored) if is_text else [(piece, False)])
    )


def _punctuated(text: str, options: ReadingOptions) -> str:
    """Return the text with the quotes of its language, with dashes and ellipses."""
    quotes = QUOTES.get(re.split("[-_]", options.lang.lower())[0])
    attributes = _DASHES[options.typogrify_dashes] | Attr.w
    if not quotes:
        attributes &= ~(Attr.q | Attr.mask_b)
    blocks = (smartypants(block, attributes) if _mendable(block) else block for block in _BLOCKS.split(text))
    return _signs("".join(blocks), quotes or QUOTES["en"])


def _mendable(block: str) -> bool:
    """True when the text of a block, its tags aside, has anything to be mended."""
    return any(_MENDABLE.search(words) for words in _WORDS.findall(block))


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
