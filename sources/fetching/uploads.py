"""What an editor may upload as a capture: a PDF, a picture or a saved page, and nothing that is two at once."""

import io
import re
import warnings

from PIL import Image

from sources.fetching.media_types import sniff_media_type

MOST_BYTES = 25_000_000
MOST_PIXELS = 100_000_000
ACCEPTED = {
    "application/pdf": "PDF",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/webp": "WEBP",
    "image/gif": "GIF",
    "text/html": "HTML",
}
ENDS_ARCHIVE = b"PK\x05\x06"
LONGEST_ARCHIVE_END = 65_557  # of ZIP: its record and the longest comment
# Long enough not to turn up by chance in compressed pixels; all of them are looked for in the whole file.
OTHER_KINDS = re.compile(rb"%PDF-|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|<script|<html|<!doctype|<iframe", re.I)


class RefusedUploadError(ValueError):
    """A file that is not taken; the message says why in words for the person who chose it."""


def check_upload(content: bytes) -> str:
    """The media type of an upload, by its content, or ``RefusedUploadError``."""
    if not content:
        raise RefusedUploadError("The file is empty.")
    if len(content) > MOST_BYTES:
        raise RefusedUploadError(f"The file is larger than {MOST_BYTES // 1_000_000} MB.")
    media_type = sniff_media_type(content)
    if media_type not in ACCEPTED:
        raise RefusedUploadError("Only PDF, PNG, JPEG, WebP, GIF and saved HTML pages are taken.")
    if ENDS_ARCHIVE in content[-LONGEST_ARCHIVE_END:]:
        raise RefusedUploadError("The file is an archive as well; it is not taken.")
    if media_type.startswith("image/"):
        check_picture(content, media_type)
    if media_type == "application/pdf":
        check_pdf(content)
    if media_type == "text/html" and b"\0" in content:
        raise RefusedUploadError("The page holds bytes that are not text.")
    return media_type


def check_picture(content: bytes, media_type: str) -> None:
    """Refuse a picture that cannot be decoded, is too large when decoded, or carries another file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=[ACCEPTED[media_type]]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise RefusedUploadError("The picture is too large.")
                picture.verify()
            with Image.open(io.BytesIO(content), formats=[ACCEPTED[media_type]]) as picture:
                picture.load()  # `verify` does not look at every pixel, and not at all at those of a JPEG
    except (OSError, SyntaxError, ValueError, Warning, Image.DecompressionBombError) as error:
        if isinstance(error, RefusedUploadError):
            raise
        raise RefusedUploadError("The picture is damaged.") from error
    if OTHER_KINDS.search(content):
        raise RefusedUploadError("The picture carries another file inside; it is not taken.")


def check_pdf(content: bytes) -> None:
    """Refuse a PDF without an end, or one that begins like a page or a program."""
    if b"%%EOF" not in content[-4096:]:
        raise RefusedUploadError("The PDF is damaged: its end is missing.")
    if re.search(rb"<script|<html|<!doctype", content[:1024], re.I):
        raise RefusedUploadError("The PDF is a web page as well; it is not taken.")
