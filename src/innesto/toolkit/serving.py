"""Files that people sent, handed out again: whole, or from where a player wants to go on.

No room fits: views of several domains answer with it, after they decided who may read.
"""

import mimetypes
import re
from collections.abc import Iterator
from typing import IO, Any

from django.core.files.base import File
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

PIECE = 65_536  # bytes
SHOWN = ("image/", "video/", "audio/", "application/pdf", "text/vtt")
"""What a browser may show itself; everything else is only ever saved."""

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def serve(request: HttpRequest, file: File[Any], name: str, *, inline: bool) -> HttpResponseBase:
    """Answer with a file, or with the stretch that a ``Range`` asks for (RFC 9110, section 14)."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    shown = inline and kind.startswith(SHOWN)
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    answer: HttpResponseBase
    if asked is None or asked.group() == "bytes=-":
        answer = FileResponse(
            file.open("rb"), as_attachment=not shown, filename=name, content_type=kind
        )
    else:
        answer = _stretch(file, kind, first=asked[1], last=asked[2])
        answer["Content-Disposition"] = content_disposition_header(not shown, name) or ""
    answer["Accept-Ranges"] = "bytes"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _stretch(file: File[Any], kind: str, *, first: str, last: str) -> HttpResponseBase:
    """Answer with some bytes; without a first one ``last`` counts from the end."""
    size = file.size
    start = int(first) if first else max(0, size - int(last))
    end = min(int(last), size - 1) if first and last else size - 1
    if start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    opened = file.open("rb")
    opened.seek(start)
    answer = StreamingHttpResponse(_pieces(opened, end - start + 1), status=206, content_type=kind)
    answer["Content-Length"] = str(end - start + 1)
    answer["Content-Range"] = f"bytes {start}-{end}/{size}"
    return answer


def _pieces(opened: IO[bytes], left: int) -> Iterator[bytes]:
    with opened:
        while left > 0 and (piece := opened.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
