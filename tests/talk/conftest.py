from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


@pytest.fixture
def picture():
    """Return what makes a small picture as a browser sends it."""

    def make():
        drawn = BytesIO()
        Image.new("RGB", (4, 4), "green").save(drawn, "PNG")
        return SimpleUploadedFile("piazza.png", drawn.getvalue(), "image/png")

    return make
