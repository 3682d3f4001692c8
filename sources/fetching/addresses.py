"""When two addresses are the same page: one canonical key for each, for finding a document again."""

import re
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

from w3lib.url import safe_url_string

from sources.fetching.targets import DEFAULT_PORTS, RefusedURLError, read_host

# Parameters that say how a reader came, never which page it is. Whole names, or the start of a name with a star.
TRACKING = (
    *("utm_*", "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid"),
    *(
        "igshid",
        "igsh",
        "mc_cid",
        "mc_eid",
        "_ga",
        "_gl",
        "_hsenc",
        "_hsmi",
        "hsctatracking",
        "mkt_tok",
        "oly_enc_id",
    ),
    *("ref_src", "ref_url", "cmpid", "ocid", "at_medium", "at_campaign", "at_link_*", "at_custom*", "at_format"),
    *("ns_campaign", "ns_mchannel", "ns_source", "ns_linkname", "wt_mc", "wt_zmc", "xtor", "spm", "smid", "smtyp"),
    *("__twitter_impression", "traffic_source", "guccounter", "guce_referrer*", "sfnsn", "mibextid", "share_id"),
)
TRACKED = re.compile("|".join(re.escape(name).replace(r"\*", ".*") for name in TRACKING), re.IGNORECASE)
UNRESERVED = "-._~!$'()*,;:@"


def make_address_key(url: str) -> str:
    """The page an http(s) URL names, as ``host/path?query``; an empty string when it names none.

    Scheme, a leading ``www.``, default ports, the fragment, a trailing slash, the order of parameters and those
    that only track readers make no difference; percent-encoding is written one way (RFC 3986, 6.2.2).
    """
    try:
        parts = urlsplit(safe_url_string(url.strip()))
        port, host = parts.port, read_host(parts.netloc.rpartition("@")[2], parts.hostname or "")
    except (RefusedURLError, ValueError):
        return ""
    if parts.scheme not in DEFAULT_PORTS:
        return ""
    if host.count(".") > 1:
        host = host.removeprefix("www.")
    if port is not None and port not in DEFAULT_PORTS.values():
        host = f"{host}:{port}"
    path = "/".join(quote(unquote_to_bytes(segment), safe=UNRESERVED) for segment in parts.path.split("/"))
    asked = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not TRACKED.fullmatch(pair[0])]
    query = f"?{urlencode(sorted(asked))}" if asked else ""
    return host + path.rstrip("/") + query


def read_host_of(url: str) -> str:
    """The host to be paced for this URL, in ASCII lower case; an empty string when it has none."""
    try:
        parts = urlsplit(url.strip())
        return read_host(parts.netloc.rpartition("@")[2], parts.hostname or "")
    except (RefusedURLError, ValueError):
        return ""
