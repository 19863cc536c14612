"""What happens after a package was replaced."""

from django.core.files.storage import default_storage
from django.tasks import task


@task
def drop_folder(folder: str) -> None:
    """Take the files of a package away."""
    folders, files = default_storage.listdir(folder) if default_storage.exists(folder) else ([], [])
    for name in files:
        default_storage.delete(f"{folder}/{name}")
    for name in folders:
        drop_folder.call(f"{folder}/{name}")
    if folders or files:
        default_storage.delete(folder)
