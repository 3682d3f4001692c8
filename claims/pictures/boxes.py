"""The box of one voice: its names, its marks, its outline; the same in the wide picture and in the narrow one."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from claims.pictures.lettering import break_lines
from claims.pictures.marks import Mark, call, marks_of
from claims.pictures.markup import Attributes, trace, write
from claims.pictures.network import Band, Node
from claims.pictures.signs import draw_sign
from claims.vocabulary import Bearing, OriginKind, VoiceInterest

PAD = 9.0
NAME, SMALL = 14.5, 12.0
NAME_STEP, SMALL_STEP = 18.0, 15.5
SIGN_ROOM = 16.0
MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Box:
    """A node as it will be drawn in a given width: its lines of text, and how high that makes it."""

    node: Node
    side: str
    width: float
    names: tuple[str, ...]
    marks: tuple[tuple[Mark, tuple[str, ...]], ...]

    @property
    def step(self) -> float:
        return SMALL_STEP if self.node.gathered else NAME_STEP

    @property
    def height(self) -> float:
        lines = sum(len(lines) for _, lines in self.marks)
        return 2 * PAD + len(self.names) * self.step + lines * SMALL_STEP + (2 if self.marks else 0) - 4


def make_box(node: Node, band: Band, width: float, *, cited: bool, cites: bool) -> Box:
    """The box of a node, its texts broken to the width."""
    inner = width - 2 * PAD
    called = call(node, cited=cited)
    if node.gathered:
        # The dot stays with the name before it.
        names = tuple(break_lines("\u00a0· ".join(called), inner, SMALL, 10_000))
    else:
        size = NAME * (1.06 if node.is_origin else 1)
        names = tuple(line for name in called[:6] for line in break_lines(name, inner, size, MOST_LINES))
    marks = tuple(
        (mark, tuple(break_lines(mark.words, inner - SIGN_ROOM, SMALL, MOST_LINES)))
        for mark in marks_of(node, band, cited=cited, cites=cites)
    )
    return Box(node, band.side, width, names, marks)


def draw_box(box: Box, left: float, top: float) -> SafeString:
    """The box with its texts."""
    node = box.node
    x, y = left + PAD, top + PAD + NAME_STEP - 6
    struck = None if node.live else "line-through"
    lines = []
    for line in box.names:
        lines.append(write("tspan", {"x": x, "y": y}, line))
        y += box.step
    weight = "600" if node.is_origin and not node.gathered else None
    size = SMALL if node.gathered else NAME
    texts = [
        write(
            "text", {"class": "pic-name", "font-size": size, "font-weight": weight, "text-decoration": struck}, *lines
        )
    ]
    y += SMALL_STEP - box.step + 2
    for mark, words in box.marks:
        texts.append(draw_sign(mark.sign, x, y - 10))
        rows = [
            write("tspan", {"x": x + SIGN_ROOM, "y": y + row * SMALL_STEP}, line) for row, line in enumerate(words)
        ]
        texts.append(write("text", {"class": f"pic-mark pic-{mark.sign}", "font-size": SMALL}, *rows))
        y += len(words) * SMALL_STEP
    return write("g", {"class": _classes(box)}, *_outline(box, left, top), *texts)


def _classes(box: Box) -> str:
    node = box.node
    named = {
        "pic-origin": node.is_origin,
        "pic-dead": not node.live,
        "pic-single": bool(node.bottleneck and node.bottleneck["single"]),
        "pic-more": bool(node.more),
    }
    return " ".join([f"pic-box pic-{box.side}", *(name for name, holds in named.items() if holds)])


def _outline(box: Box, left: float, top: float) -> list[SafeString]:
    """Round corners say so, cut corners say otherwise; broken lines for what is not named or has fallen."""
    node = box.node
    thick = 3.5 if node.bottleneck and node.bottleneck["single"] else 2.2 if node.bottleneck else 1.2
    dashes = None
    if not node.live:
        dashes = "2 4"
    elif node.kind in (OriginKind.UNNAMED, OriginKind.UNTRACED):
        dashes = "7 4"
    line: Attributes = {"fill": "none", "stroke": "currentColor", "stroke-width": thick, "stroke-dasharray": dashes}
    shapes = []
    if node.more:
        right, bottom = left + box.width + 4, top + box.height + 4
        corner = trace("M", left + 10, bottom, "H", right - 6, "Q", right, bottom, right, bottom - 6, "V", top + 10)
        shapes.append(write("path", {**line, "class": "pic-under", "d": corner, "stroke-width": 1}))
    ground = {"class": "pic-face", "fill": "none", "stroke": "none"}
    shapes += [_shape(box, left, top, 0, ground), _shape(box, left, top, 0, {**line, "class": "pic-edge"})]
    if node.interest == VoiceInterest.INTERESTED:
        shapes.append(_shape(box, left, top, 3.5, {**line, "class": "pic-edge", "stroke-width": 1}))
    return shapes


def _shape(box: Box, left: float, top: float, inset: float, attributes: Attributes) -> SafeString:
    x, y = left + inset, top + inset
    width, height = box.width - 2 * inset, box.height - 2 * inset
    if box.side != Bearing.OPPOSES:
        return write("rect", {"x": x, "y": y, "width": width, "height": height, "rx": 6, **attributes})
    cut, right, bottom = 7.0, x + width, y + height
    corners = trace(
        "M", x + cut, y, "H", right - cut, "L", right, y + cut, "V", bottom - cut, "L", right - cut, bottom,
        "H", x + cut, "L", x, bottom - cut, "V", y + cut, "Z",
    )  # fmt: skip
    return write("path", {"d": corners, **attributes})
