"""How a badge looks: one picture in our colours for everything that is awarded, SVG and PNG.

No room fits: it reads no tables; views hand it out and put credentials into it.
"""

from html import escape
from io import BytesIO
from pathlib import Path
from textwrap import wrap

import PIL.Image
import PIL.ImageDraw
import PIL.ImageFont

from innesto.toolkit import paper

SIDE = 600
VITE, GEMMA, WHITE = "#3a1437", "#bcd84a", "#ffffff"
FONT = Path(paper.__file__).parent / "fonts" / "titillium-600.ttf"
STEM = (
    "M14 28.5 24.5 19.8V36q0 2.500-2.500 2.500h-5.500Q14 38.500 14 36z"
    "M11 34.500Q1.800 33 1.500 22.500 11.500 24 11 34.500z"
)
LEAF = "M14 24.500Q12.500 3.500 38 1.500 38.500 18.500 23.500 16.600z"


def lines_of(title: str) -> list[str]:
    """Break a title so that it fits into the picture: at most four lines."""
    lines = wrap(title, 20)
    return lines if len(lines) < 5 else [*lines[:3], f"{lines[3][:18]}…"]


def drawn_svg(title: str, issuer: str) -> bytes:
    """Draw the badge as SVG, with its words as text."""
    lines = lines_of(title)
    top = 345 - 26 * len(lines)
    words = "".join(
        f'<text x="300" y="{top + 52 * number}" font-size="44" font-weight="600" '
        f'fill="{WHITE}">{escape(line)}</text>'
        for number, line in enumerate(lines, start=1)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" role="img">'
        f"<title>{escape(title)} – {escape(issuer)}</title>"
        f'<rect width="{SIDE}" height="{SIDE}" rx="48" fill="{VITE}"/>'
        f'<rect x="24" y="24" width="552" height="552" rx="32" fill="none" stroke="{GEMMA}" '
        'stroke-width="6"/>'
        f'<g transform="translate(240 70) scale(3)"><path d="{STEM}" fill="{WHITE}"/>'
        f'<path d="{LEAF}" fill="{GEMMA}"/></g>'
        '<g font-family="Titillium Web, sans-serif" text-anchor="middle">'
        f'{words}<text x="300" y="530" font-size="26" fill="{GEMMA}">'
        f"{escape(issuer[:40])}</text></g></svg>"
    ).encode()


def drawn_png(title: str, issuer: str) -> bytes:
    """Draw the badge as PNG."""
    picture = PIL.Image.new("RGB", (SIDE, SIDE), VITE)
    pen = PIL.ImageDraw.Draw(picture)
    pen.rounded_rectangle((24, 24, 576, 576), radius=32, outline=GEMMA, width=6)
    pen.polygon(
        [(282, 143), (280, 110), (300, 86), (330, 76), (354, 74), (350, 104), (310, 120)], GEMMA
    )
    pen.polygon([(282, 156), (314, 129), (314, 185), (282, 185)], WHITE)
    pen.polygon([(244, 138), (268, 146), (273, 174), (252, 164)], WHITE)
    large, small = (PIL.ImageFont.truetype(str(FONT), size) for size in (44, 26))
    lines = lines_of(title)
    top = 345 - 26 * len(lines)
    for number, line in enumerate(lines, start=1):
        pen.text((300, top + 52 * number), line, WHITE, font=large, anchor="ms")
    pen.text((300, 530), issuer[:40], GEMMA, font=small, anchor="ms")
    buffer = BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
