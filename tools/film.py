"""Make the film of the demo's course: slides from a text, as WebM, with captions.

``python -m tools.film`` writes it anew beside its text; it needs ffmpeg, which Debian has. The
film is checked in, so nobody else needs it. It has no voice: the captions say what is written.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap

from PIL import Image, ImageDraw, ImageFont

from innesto.toolkit.palette import COLOURS
from tools.house import SOURCE

FOLDER = SOURCE / "config" / "demo" / "digital_city"
FONTS = SOURCE / "toolkit" / "paper" / "fonts"
SIZE = (854, 480)
LETTERS = 34
SCRIPT: Sequence[tuple[int, str, str]] = (
    (
        4,
        "Cinque domande prima di dire sì a un progetto digitale",
        "Five questions before saying yes to a digital project",
    ),
    (
        5,
        "1. Il problema. Di chi è, e come sapremo di averlo risolto?",
        "1. The problem. Whose is it, and how shall we know that it is solved?",
    ),
    (
        5,
        "2. Le persone. Chi resta fuori, e quale altra strada gli diamo?",
        "2. The people. Who is left out, and which other way do we give them?",
    ),
    (
        5,
        "3. I dati. Quali servono davvero, e chi li tiene in ordine?",
        "3. The data. Which are really needed, and who keeps them in order?",
    ),
    (
        6,
        "4. Il costo intero. Quanto costa in cinque anni, con le ore di chi ci lavora?",
        "4. The whole cost. What does it cost in five years, with all hours of work?",
    ),
    (
        5,
        "5. L’uscita. Come ce ne andiamo, e con i nostri dati?",
        "5. The way out. How do we leave, and with our data?",
    ),
    (
        5,
        "Se manca una risposta, il progetto non è sbagliato. È presto.",
        "If an answer is missing, the project is not wrong. It is too early.",
    ),
)


@dataclass(frozen=True, slots=True)
class Slide:
    """What stands on the screen, from which second to which."""

    starts: int
    ends: int
    it: str
    en: str


def slides() -> list[Slide]:
    """Return the slides with their times."""
    found: list[Slide] = []
    for seconds, italian, english in SCRIPT:
        starts = found[-1].ends if found else 0
        found.append(Slide(starts, starts + seconds, italian, english))
    return found


def draw(slide: Slide, *, last: int) -> Image.Image:
    """Draw one slide: its words, and below how far the film is."""
    image = Image.new("RGB", SIZE, COLOURS["vite-900"])
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(FONTS / "titillium-600.ttf", 44)
    lines = wrap(slide.it, LETTERS)
    top = (SIZE[1] - 60 * len(lines)) // 2 - 10
    for number, line in enumerate(lines):
        pen.text((64, top + 60 * number), line, font=font, fill=COLOURS["paper"])
    width = (SIZE[0] - 128) * slide.ends // last
    pen.rectangle((64, 436, SIZE[0] - 64, 442), fill=COLOURS["vite-700"])
    pen.rectangle((64, 436, 64 + width, 442), fill=COLOURS["gemma-400"])
    return image


def captions(found: Sequence[Slide], language: str) -> str:
    """Return the captions as WebVTT."""
    cues = [f"{_time(one.starts)} --> {_time(one.ends)}\n{getattr(one, language)}" for one in found]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def _time(seconds: int) -> str:
    return f"00:{seconds // 60:02d}:{seconds % 60:02d}.000"


def main() -> None:
    """Write the film and its captions."""
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        raise SystemExit("ffmpeg is missing: apt install ffmpeg")
    found = slides()
    for language in ("it", "en"):
        path = FOLDER / f"five-questions.{language}.vtt"
        path.write_text(captions(found, language), "utf-8")
    with tempfile.TemporaryDirectory() as folder:
        listed = []
        for number, slide in enumerate(found):
            picture = Path(folder) / f"{number}.png"
            draw(slide, last=found[-1].ends).save(picture)
            listed.append(f"file '{picture}'\nduration {slide.ends - slide.starts}\n")
        text = Path(folder) / "slides.txt"
        text.write_text("".join(listed), "utf-8")
        subprocess.run(
            [
                *(ffmpeg, "-y", "-loglevel", "error", "-f", "concat", "-safe", "0"),
                *("-i", str(text), "-t", str(found[-1].ends)),
                *("-vf", "fps=10,tpad=stop_mode=clone:stop=-1"),
                *("-c:v", "libvpx-vp9", "-b:v", "0", "-crf", "36", "-pix_fmt", "yuv420p"),
                str(FOLDER / "five-questions.webm"),
            ],
            check=True,
        )


if __name__ == "__main__":
    main()
