"""Typography, once: curly quotes, dashes, small capitals and the rest of typogrify."""

from smartypants import Attr, smartypants
from typogrify import filters

from recap.reading.options import ReadingOptions

_DASHES = {"default": Attr.set1, "oldschool": Attr.set2, "oldschool_inverted": Attr.set3}


def typogrify(html: str, options: ReadingOptions) -> str:
    """Return `html` with typogrify's filters applied as Pelican's TYPOGRIFY settings say; code is left alone.

    smartypants is called here and not through typogrify, whose call reads its options from a global of the module.
    """
    if not options.typogrify:
        return html
    omitted = dict.fromkeys(options.typogrify_omit_filters, False)
    quotes = omitted.pop("smartypants", True)
    attributes = _DASHES[options.typogrify_dashes] | Attr.w | Attr.u

    def improved(text: str) -> str:
        text = smartypants(text, attributes) if quotes else text
        return str(filters.applyfilters(text, smartypants=False, **omitted))

    return "".join(
        improved(text) if wanted else text
        for text, wanted in filters.process_ignores(html, list(options.typogrify_ignore_tags))
    )
