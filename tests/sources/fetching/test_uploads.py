"""What may be uploaded: known kinds by their content, whole, and never two kinds at once."""

import io
import zipfile

import pytest
from PIL import Image

from sources.fetching.uploads import MOST_BYTES, RefusedUploadError, check_upload

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def draw(kind: str, size: tuple[int, int] = (8, 8)) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(drawn, kind)
    return drawn.getvalue()


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a.txt", "a")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (PDF, "application/pdf"),
        (draw("PNG"), "image/png"),
        (draw("JPEG"), "image/jpeg"),
        (draw("WEBP"), "image/webp"),
        (draw("GIF"), "image/gif"),
        (b"<!doctype html><html><body><p>Saved.</p></body></html>", "text/html"),
    ],
)
def test_known_kinds_are_taken_by_their_content(content: bytes, media_type: str) -> None:
    assert check_upload(content) == media_type


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"x" * (MOST_BYTES + 1), "larger"),
        (b"Plain words.", "Only"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "Only"),
        (zipped(), "Only"),
        (b"MZ\x90\x00", "Only"),
        (draw("PNG")[:40], "damaged"),
        (draw("JPEG")[:-60], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "damaged"),
        (draw("PNG") + zipped(), "archive"),
        (PDF + zipped(), "archive"),
        (draw("GIF") + b"<script>alert(1)</script>", "another file"),
        (draw("JPEG") + PDF, "another file"),
        (PDF[:-8], "end is missing"),
        (b"%PDF-1.4\n<html><script>1</script>\n%%EOF", "web page"),
        (b"<html>" + b"a" * 5000 + b"\0</html>", "not text"),
    ],
)
def test_anything_else_is_refused_with_a_reason(content: bytes, why: str) -> None:
    with pytest.raises(RefusedUploadError, match=why):
        check_upload(content)


def test_a_small_file_of_very_many_pixels_is_refused_before_it_is_decoded() -> None:
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    with pytest.raises(RefusedUploadError, match=r"too large|damaged"):
        check_upload(bomb.getvalue())
