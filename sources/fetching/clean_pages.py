"""An archived page made fit to be looked at: its words and structure, without anything that runs, loads or asks."""

import nh3

KEPT_TAGS = (
    *("a", "abbr", "article", "aside", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details"),
    *("div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr"),
    *("i", "ins", "kbd", "li", "main", "mark", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span"),
    *("strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul"),
)
EMPTIED_TAGS = (
    *("script", "style", "title", "noscript", "template", "iframe", "object", "embed", "svg", "math"),
    *("form", "button", "select"),
)
KEPT_ATTRIBUTES = {
    "a": {"href", "title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "time": {"datetime"},
    "*": {"lang", "dir"},
}


def clean_page(html: str) -> str:
    """A fragment of harmless HTML. Links keep http(s) addresses and tell nobody where the reader came from."""
    return nh3.clean(
        html,
        tags=set(KEPT_TAGS),
        clean_content_tags=set(EMPTIED_TAGS),
        attributes={tag: set(names) for tag, names in KEPT_ATTRIBUTES.items()},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )
