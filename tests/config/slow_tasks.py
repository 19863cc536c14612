"""Tasks for tests with a real worker: they say in a file what they do."""

import time
from pathlib import Path

from django.tasks import task


@task
def take_time(diary, seconds):
    with Path(diary).open("a") as page:
        page.write("start\n")
    time.sleep(seconds)
    with Path(diary).open("a") as page:
        page.write("end\n")
