"""``python -m innesto.toolkit.paper.glance``: a PDF on stdin; its first page and words on stdout.

A process of its own, with limits: a document from outside may be made to crash its reader. The
answer is one line of JSON (``pages``, ``words``), then the first page as WebP.
"""

import json
import resource
import sys
from io import BytesIO

import pypdfium2

WIDTH = 640  # pixels
PAGES_READ = 40
MOST_WORDS = 60_000  # characters
MEMORY = 1_500_000_000  # bytes of addresses
SECONDS = 20  # of processor


def main() -> None:
    """Look at one document."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    read = range(min(len(document), PAGES_READ))
    words = [document[number].get_textpage().get_text_bounded() for number in read]
    first = document[0]
    picture = first.render(scale=WIDTH / max(first.get_width(), 1)).to_pil().convert("RGB")
    picture.thumbnail((WIDTH, WIDTH * 2))
    drawn = BytesIO()
    picture.save(drawn, "WEBP", quality=75)
    told = {"pages": len(document), "words": " ".join(" ".join(words).split())[:MOST_WORDS]}
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + drawn.getvalue())


if __name__ == "__main__":
    main()
