"""Files that people send: only kinds that are what they say, of a size that can be kept.

What a file is called proves nothing: its first bytes must be those of its kind. Pictures are
drawn anew, so that neither the place where they were taken nor anything hidden in them stays.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from innesto.toolkit.annotations import StrOrPromise

LARGEST_FILE = 20_000_000  # bytes
LARGEST_PICTURE = 12_000_000  # bytes
MOST_PIXELS = 60_000_000
WIDEST = 1600  # pixels of a picture as it is kept
LOOKED_AT = 4096  # bytes

_ZIP = (b"PK\x03\x04",)
SIGNATURES: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "odt": _ZIP,
    "ods": _ZIP,
    "odp": _ZIP,
    "docx": _ZIP,
    "xlsx": _ZIP,
    "pptx": _ZIP,
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "webp": (b"RIFF",),
}
TEXTS = {"csv", "txt"}
PICTURES = {"png", "jpg", "jpeg", "webp"}
VIDEOS = {"mp4": (b"ftyp",), "webm": (b"\x1a\x45\xdf\xa3",)}
AUDIOS = {
    "mp3": (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2"),
    "m4a": (b"ftyp",),
    "ogg": (b"OggS",),
    "wav": (b"RIFF",),
}
MEDIA: dict[str, tuple[bytes, ...]] = VIDEOS | AUDIOS
_BOX = {"mp4", "m4a"}  # their signature stands behind the length of the first box


@dataclass(frozen=True)
class NotAccepted(Exception):
    """The file cannot be kept; ``words`` say why and what to do."""

    words: StrOrPromise


def kind_of(name: str) -> str:
    """Return what a file says it is by the end of its name: ``pdf``, ``mp4``."""
    return PurePath(name).suffix.lower().removeprefix(".")


def check_file(file: File[Any], *, media: bool = False) -> None:
    """Look at name, size and first bytes; ``media`` takes video and audio too.

    Raises ``NotAccepted``.
    """
    kind = kind_of(file.name or "")
    known = SIGNATURES | MEDIA if media else SIGNATURES
    if kind not in known and kind not in TEXTS:
        raise NotAccepted(
            _("This kind of file is not accepted. Send a PDF, an office document or a picture.")
        )
    if (file.size or 0) > LARGEST_FILE:
        raise NotAccepted(_("The file is larger than 20 MB. Send a smaller one or an address."))
    head = _head(file)
    if not head:
        raise NotAccepted(_("The file is empty."))
    is_text = kind in TEXTS and b"\x00" not in head
    start = head[4:] if kind in _BOX else head
    if not is_text and not start.startswith(known.get(kind, ())):
        raise NotAccepted(
            _("The file is not what its name says. Open it, save it again and send that.")
        )


def tidy_picture(file: File[Any]) -> ContentFile[bytes]:
    """Return the picture drawn anew, small enough for a page. Raises ``NotAccepted``."""
    check_file(file)
    if (file.size or 0) > LARGEST_PICTURE:
        raise NotAccepted(_("The picture is larger than 12 MB. Send a smaller one."))
    broken = NotAccepted(_("The picture cannot be read. Send a JPEG, PNG or WebP file."))
    try:
        with Image.open(file, formats=["PNG", "JPEG", "WEBP"]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotAccepted(_("The picture has too many pixels. Send a smaller one."))
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise broken from error
    picture.thumbnail((WIDEST, WIDEST))
    buffer = BytesIO()
    picture.save(buffer, "WEBP", quality=80)
    return ContentFile(buffer.getvalue(), f"{PurePath(file.name or 'picture').stem[:60]}.webp")


class UploadField(forms.FileField):
    """A file that is what it says; ``pictures`` asks for one, ``media`` takes recordings too."""

    def __init__(self, *, pictures: bool = False, media: bool = False, **options: Any) -> None:
        super().__init__(**options)
        kinds = sorted(PICTURES) if pictures else [*SIGNATURES, *TEXTS, *(MEDIA if media else ())]
        self.pictures, self.media = pictures, media
        self.widget.attrs["accept"] = ",".join(f".{kind}" for kind in kinds)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse in words what cannot be kept."""
        file = super().clean(data, initial)
        if file and file is not initial:
            try:
                if self.pictures:
                    return tidy_picture(file)
                check_file(file, media=self.media)
            except NotAccepted as refused:
                raise forms.ValidationError(str(refused.words), code="refused") from refused
        return file


def _head(file: File[Any]) -> bytes:
    file.seek(0)
    head: bytes = file.read(LOOKED_AT)
    file.seek(0)
    return head
