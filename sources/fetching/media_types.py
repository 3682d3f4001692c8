"""What bytes are, by what is in them: nobody's word for it counts, neither a server's nor an uploader's."""

import codecs
import re

HTML_SIGNS = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|script|style|iframe|div|table|h1|p|a|br|font|!--)[\s>/-]", re.I
)
TEXT_CONTROLS = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
LOOKED_AT = 4096
PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
UNKNOWN = "application/octet-stream"


def sniff_media_type(content: bytes) -> str:
    """The media type of ``content``: PDF, a picture, HTML, XML, JSON, plain text; else ``application/octet-stream``.

    Follows the order of the WHATWG sniffing standard, but a magic number counts only at the very first byte.
    """
    for magic, media_type in PICTURES.items():
        if content.startswith(magic):
            return media_type
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    return sniff_text_type(content)


def sniff_text_type(content: bytes) -> str:
    """HTML, XML, JSON or plain text, if it is text at all."""
    beginning = content[:LOOKED_AT]
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        beginning = beginning.decode("utf-16", errors="ignore").encode()
    beginning = beginning.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n\f")
    if not beginning or TEXT_CONTROLS.search(beginning):
        return UNKNOWN
    if beginning.startswith(b"<svg"):
        return "image/svg+xml"
    declared = re.match(rb"<\?xml[^>]*>\s*", beginning)
    if HTML_SIGNS.match(beginning[declared.end() :] if declared else beginning):
        return "text/html"
    if declared or re.match(rb"<(?:rss|feed|rdf:RDF)[\s>]", beginning):
        return "application/xml"
    if beginning[:1] in b"{[" and content.rstrip()[-1:] in b"}]":
        return "application/json"
    return "text/html" if beginning[:1] == b"<" and HTML_SIGNS.search(beginning) else "text/plain"
