import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PackageForm(forms.Form):
    """The file of a package; what is inside is looked at when it is brought in."""

    file = forms.FileField(
        label=_("Package"),
        help_text=_("A zip of SCORM 1.2, SCORM 2004 or cmi5, as your authoring tool exports it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip"}),
    )

    def kept(self, folder: str) -> Path:
        """Write the file into a folder, piece by piece, and return where it lies."""
        file: Any = self.cleaned_data["file"]
        with tempfile.NamedTemporaryFile(dir=folder, suffix=".zip", delete=False) as target:
            for piece in file.chunks():
                target.write(piece)
        return Path(target.name)
