"""The signs beside words in a picture: twelve units wide and high, drawn in the colour of the text."""

from django.utils.safestring import SafeString

from claims.pictures.markup import Attributes, number, trace, write

LINE: Attributes = {"fill": "none", "stroke": "currentColor", "stroke-width": 1.6}
FULL: Attributes = {"fill": "currentColor"}

# Each sign: its path in a field of 12 by 12, and whether it is filled.
SIGNS: dict[str, tuple[str, bool]] = {
    "cross": ("M2 2L10 10M10 2L2 10", False),
    "neck": ("M1 1H11L7 6L11 11H1L5 6Z", True),
    "gain": ("M6 1L11.5 11H.5Z", True),
    "loss": ("M6 11L.5 1H11.5Z", False),
    "unnamed": ("M3 4A3 3 0 1 1 6 7V8.5M6 10.2V11.6", False),
    "circle": ("M10.5 4A5 5 0 1 0 11 7M11 1V4.5H7.5", False),
    "page": ("M2 1H7.5L10 3.5V11H2ZM4 6H8M4 8.5H8", False),
    "voice": ("M2 6A4 4 0 0 1 10 6A4 4 0 0 1 2 6M5 3A4 4 0 0 0 5 9", False),
    "same": ("M1.5 6.5L4.8 10L10.5 2.5", False),
    "room": ("M1 7C3 3.5 5 4 6 6S9 8.5 11 5", False),
    "apart": ("M2 2L10 10M10 2L2 10", False),
    "grew": ("M1.5 10.5L10 2M4.5 2H10V7.5", False),
    "none": ("M2 6H10", False),
}


def draw_sign(sign: str, left: float, top: float) -> SafeString:
    """A sign with its upper left corner at a place."""
    path, filled = SIGNS[sign]
    place = f"translate({number(left)} {number(top)})"
    ink = FULL if filled else LINE
    return write("path", {"class": f"pic-sign pic-{sign}", "d": path, "transform": place, **ink})


def draw_arrow(left: float, middle: float, *, dashed: bool = False) -> SafeString:
    """The head of a link, its point at a place; empty where the link no longer stands."""
    line: Attributes = {"fill": "none", "stroke": "currentColor", "stroke-width": 1.2}
    path = trace("M", left, middle, "l", -8, -4.5, "v", 9, "z")
    return write("path", {"class": "pic-head", "d": path, **(line if dashed else FULL)})
