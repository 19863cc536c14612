"""Packages made in memory, well or badly."""

import io
import tarfile
import zipfile

SCORM_12 = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Corso</title>
{items}
</organization></organizations>
<resources>
{resources}
</resources></manifest>"""
ITEM = '<item identifier="i1" identifierref="r1"><title>Uno</title>{inside}</item>'
RESOURCE = '<resource identifier="r1" type="webcontent" adlcp:scormtype="sco" href="{href}"/>'


ONE_ITEM, ONE_RESOURCE = ITEM.format(inside=""), RESOURCE.format(href="a.html")


def scorm(*, items=ONE_ITEM, resources=ONE_RESOURCE):
    """Return a manifest of SCORM 1.2: one unit, unless said otherwise."""
    return SCORM_12.format(items=items, resources=resources)


def zipped(tmp_path, files, name="package.zip"):
    """Write a zip of these files and return its path."""
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in files.items():
            archive.writestr(file, content)
    return path


def tarred(tmp_path, files, name="course.tar.gz"):
    """Write a tar.gz of these files and return its path."""
    path = tmp_path / name
    with tarfile.open(path, "w:gz") as archive:
        for file, content in files.items():
            info = tarfile.TarInfo(file)
            raw = content.encode() if isinstance(content, str) else content
            info.size = len(raw)
            archive.addfile(info, io.BytesIO(raw))
    return path


def codes(package):
    """Return what is wrong with a package, by code."""
    return [problem.code for problem in package.problems]
