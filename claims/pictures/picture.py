"""A picture: its markup for a page, and the same in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from claims.dossier.frame import Dossier
from claims.pictures.lettering import break_lines
from claims.pictures.markup import Attributes, clean, isolate, join, number, write
from claims.pictures.sheet import SHEET
from claims.telling.figures import tell_day

Part = dict[str, Any]
MARGIN, LEAST_ALONE = 8.0, 480.0
STATEMENT, SMALL = 17.0, 12.0
NOT_IN_IDS = re.compile(r"[^0-9A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, and the sentences below it."""

    text: str
    below: "tuple[Line, ...]" = ()

    def flat(self) -> Iterator[str]:
        """This sentence and those below, in reading order."""
        yield self.text
        for line in self.below:
            yield from line.flat()


@dataclass(frozen=True, slots=True)
class Picture:
    """``svg``: markup for a page, or a whole SVG document; ``outline``: the same in words, nested."""

    svg: SafeString
    title: str
    outline: tuple[Line, ...]

    @property
    def text(self) -> tuple[str, ...]:
        """All that the picture says, as sentences."""
        return tuple(sentence for line in self.outline for sentence in line.flat())


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing, for one width of screen; its size in pixels at which letters have the size of the page's."""

    width: float
    height: float
    content: SafeString


def parts_of(dossier: Dossier | Part) -> Part:
    """The dossier as its JSON object, as which it is also stored."""
    return dossier if isinstance(dossier, dict) else dossier.as_json()


def make_picture(
    kind: str,
    dossier: Part,
    title: str,
    outline: Sequence[Line],
    *,
    wide: Sheet,
    narrow: Sheet | None,
    standalone: bool,
) -> Picture:
    """A picture from its drawings: in a page the stylesheet shows the one that fits, on its own the wide one stands.

    Without the stylesheet a page shows the narrow one, which is readable anywhere.
    """
    told = " ".join(line.text for line in outline)
    name = f"{kind}-{NOT_IN_IDS.sub('', dossier['id'])}"
    if standalone:
        alone = caption(wide, dossier)
        return Picture(frame(alone, name, title, told, standalone=True), title, tuple(outline))
    pieces = [
        write(
            "div", {"class": "pic-narrow" if narrow else "pic-any"}, frame(narrow or wide, f"{name}-n", title, told)
        )
    ]
    if narrow:
        hidden = {"class": "pic-wide", "hidden": "hidden"}
        pieces.insert(0, write("div", hidden, frame(wide, f"{name}-w", title, told)))
    return Picture(write("div", {"class": f"pic pic-{kind}"}, *pieces), title, tuple(outline))


def caption(sheet: Sheet, dossier: Part) -> Sheet:
    """A drawing that will be seen without its page: the claim above it, below it where and when it was drawn."""
    width = max(sheet.width, LEAST_ALONE)
    pieces: list[SafeString] = []
    y = MARGIN
    for line in break_lines(isolate(dossier["statement"]), width - 2 * MARGIN, STATEMENT, 4):
        y += STATEMENT + 5
        pieces.append(write("text", {"class": "pic-statement", "x": MARGIN, "y": y, "font-size": STATEMENT}, line))
    y += 12
    pieces.append(write("g", {"transform": f"translate(0 {number(y)})"}, sheet.content))
    y += sheet.height + 16
    drawn = f"{dossier['url']} · {tell_day(dossier['at'] or dossier['standing']['computed_at'])}"
    line = next(iter(break_lines(clean(drawn), width - 2 * MARGIN, SMALL, 1)), "")
    pieces.append(write("text", {"class": "pic-mark", "x": MARGIN, "y": y, "font-size": SMALL}, line))
    return Sheet(width, y + MARGIN, join(pieces))


def frame(sheet: Sheet, name: str, title: str, told: str, *, standalone: bool = False) -> SafeString:
    """The svg element around a drawing, with its name and description for those who do not see it."""
    width, height = number(sheet.width), number(sheet.height)
    attributes: Attributes = {
        "xmlns": "http://www.w3.org/2000/svg" if standalone else None,
        "class": "pic-alone" if standalone else None,
        "viewBox": f"0 0 {width} {height}",
        "width": width,
        "height": height,
        "role": "img",
        "aria-labelledby": f"{name}-t",
        "aria-describedby": f"{name}-d",
        "direction": "ltr",
        "font-family": "system-ui, 'Segoe UI', 'Noto Sans', Roboto, Arial, sans-serif",
        "font-size": "14",
        "fill": "currentColor",
    }
    children = [write("title", {"id": f"{name}-t"}, title), write("desc", {"id": f"{name}-d"}, told)]
    if standalone:
        ground: Attributes = {"class": "pic-ground", "width": width, "height": height, "fill": "#fff"}
        children += [write("style", {}, SHEET), write("rect", ground)]
    return write("svg", attributes, *children, join([sheet.content]))
