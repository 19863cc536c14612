import io
import os
import stat
import tarfile
import zipfile

import pytest

from innesto.courseware import archive as module
from innesto.courseware.archive import open_archive
from innesto.courseware.package import Severity, Unreadable
from innesto.courseware.reading import read
from tests.courseware.packages import codes, scorm, tarred, zipped

GOOD = {"imsmanifest.xml": scorm(), "a.html": "<p>Uno</p>"}


def refusal(path):
    """Return why a package is given up."""
    with pytest.raises(Unreadable) as given_up:
        read(path)
    return given_up.value.problem.code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../../etc/cron.d/evil", "climbs_out"),
        ("a/../../evil.html", "climbs_out"),
        ("..\\..\\evil.html", "climbs_out"),
        ("/etc/passwd", "absolute_name"),
        ("C:\\Windows\\evil.html", "absolute_name"),
        ("a\x01.html", "odd_name"),
        ("x" * 1200, "long_name"),
        ("/".join("d" * 80), "long_name"),
    ],
)
def test_a_name_that_leaves_its_folder_blocks_the_import(tmp_path, name, code):
    package = read(zipped(tmp_path, GOOD | {name: "x"}))

    assert codes(package) == [code]
    assert package.worst is Severity.BLOCKING
    assert package.files == 2


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_block_the_import(tmp_path):
    path = zipped(tmp_path, GOOD)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("a.html", "<p>Due</p>")

    assert codes(read(path)) == ["same_name"]


def test_a_link_in_a_zip_blocks_the_import(tmp_path):
    path = zipped(tmp_path, GOOD)
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("secret.html")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")

    assert codes(read(path)) == ["link"]


@pytest.mark.parametrize(
    ("kind", "code"),
    [(tarfile.SYMTYPE, "link"), (tarfile.LNKTYPE, "link"), (tarfile.CHRTYPE, "device")],
)
def test_a_link_or_device_in_a_tar_blocks_the_import(tmp_path, kind, code):
    path = tmp_path / "package.tar"
    with tarfile.open(path, "w") as archive:
        for name, content in GOOD.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content.encode()))
        bad = tarfile.TarInfo("bad")
        bad.type, bad.linkname = kind, "/etc/passwd"
        archive.addfile(bad)

    assert codes(read(path)) == [code]


def test_a_file_that_grows_a_hundredfold_is_refused(tmp_path):
    zeros = bytes(12_000_000)

    assert refusal(zipped(tmp_path, GOOD | {"zeros.bin": zeros})) == "bomb"
    assert refusal(tarred(tmp_path, GOOD | {"zeros.bin": zeros})) == "bomb"


def test_many_files_that_grow_together_are_refused(tmp_path):
    many = {f"{number}.bin": bytes(1_000_000) for number in range(12)}

    assert refusal(zipped(tmp_path, GOOD | many)) == "bomb"


def test_too_many_files_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_FILES", 5)

    assert refusal(zipped(tmp_path, {f"{n}.html": "" for n in range(6)})) == "too_many_files"


def test_a_list_that_would_fill_the_memory_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LARGEST_LIST", 50)

    assert refusal(zipped(tmp_path, GOOD)) == "too_many_files"


def test_more_than_a_disk_holds_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "LARGEST_UNPACKED", 10_000)
    noise = {"noise.bin": os.urandom(20_000)}

    assert refusal(zipped(tmp_path, GOOD | noise)) == "explodes"
    assert refusal(tarred(tmp_path, GOOD | noise)) == "explodes"


def test_a_size_that_lies_is_found_out(tmp_path):
    path = zipped(tmp_path, GOOD | {"video.mp4": os.urandom(3000)})
    content = bytearray(path.read_bytes())
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"video.mp4"))
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(content)

    with open_archive(path) as archive, pytest.raises(Unreadable) as given_up:
        list(archive.pieces("video.mp4"))

    assert given_up.value.problem.code == "damaged_file"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"not a package", "no_archive"),
        (b"PK\x03\x04 cut", "damaged"),
        (b"\x1f\x8b cut", "damaged"),
    ],
)
def test_what_is_no_archive_is_told(tmp_path, content, code):
    path = tmp_path / "package.zip"
    path.write_bytes(content)

    assert refusal(path) == code


def test_a_zip_with_a_password_is_told(tmp_path):
    path = zipped(tmp_path, GOOD)
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(content)

    assert refusal(path) == "locked"


def test_a_missing_file_is_told(tmp_path):
    assert refusal(tmp_path / "nothing.zip") == "no_file"


def test_archives_inside_are_kept_closed_and_told(tmp_path):
    package = read(zipped(tmp_path, GOOD | {"inner.zip": "PK"}))

    assert [(p.code, p.severity) for p in package.problems] == [("inner_archive", Severity.NOTE)]


def test_a_package_in_an_archive_in_an_archive_is_told(tmp_path):
    inner = zipped(tmp_path, GOOD, "inner.zip").read_bytes()

    assert refusal(zipped(tmp_path, {"inner.zip": inner})) == "only_inner_archive"


def test_names_written_on_windows_are_found(tmp_path):
    items = {"imsmanifest.xml": scorm(resources='<resource identifier="r1" href="b\\a.html"/>')}

    package = read(zipped(tmp_path, items | {"b\\a.html": "x"}))

    assert (codes(package), package.launchable[0].launch) == ([], "b/a.html")
