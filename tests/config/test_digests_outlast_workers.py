"""Whoever kills the worker: each mail leaves once, and what was on the wire is not forgotten."""

import re

import pytest

from tests.config.installations import innesto, running, until

COUNT = 60
PREPARE = f"""
from datetime import timedelta
from django.utils import timezone
from innesto.accounts.models import User
from innesto.notifications.models import Notification
from innesto.notifications.tasks import gather_letters, mail_notices
long_ago = timezone.now() - timedelta(days=2)
for n in range({COUNT}):
    person = User.objects.create_user(f"p{{n}}@example.org", name=f"Persona {{n}}")
    for mail in ("daily", "now"):
        Notification.objects.create(
            to=person, kind="invitation_accepted", key=mail, title=mail, mail=mail,
            created_at=long_ago,
        )
ids = list(Notification.objects.filter(mail="now").values_list("pk", flat=True))
mail_notices.enqueue(ids)
gather_letters.call()
gather_letters.call()
"""
LEFT = """
from innesto.notifications.models import Letter, Notification
waiting = Notification.objects.filter(mailed_at=None)
letters = Letter.objects.filter(mailed_at=None)
print(waiting.filter(mail="daily").count(), letters.count(), waiting.filter(mail="now").count())
"""


def _shell(installation, script):
    done = innesto("manage", "shell", "--verbosity", "0", "--command", script, **installation)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_killed_worker_sends_nothing_twice_and_forgets_nothing(migrated, tmp_path, engine):
    folder = tmp_path / "sent"
    folder.mkdir()
    more = {"INNESTO_TASK_LEASE": "3", "INNESTO_MAIL_URL": f"file://{folder}"}
    installation = {**more, **migrated(engine, tmp_path)}
    _shell(installation, PREPARE)

    def sent():
        texts = [path.read_text("utf-8", "replace") for path in folder.glob("*")]
        return re.findall(r"^Message-ID: (<.*>)$", "\n".join(texts), re.MULTILINE)

    with running("worker", **installation) as worker:
        assert until(lambda: len(sent()) >= COUNT // 2)
        worker.kill()
        worker.wait()
    with running("worker", **installation):  # at most two mails were on the wire
        assert until(lambda: len(sent()) >= 2 * COUNT - 2)
    found = sent()

    waiting, letters, late = map(int, _shell(installation, LEFT).split())
    assert len(set(found)) == len(found)
    assert 2 * COUNT - 2 <= len(found) <= 2 * COUNT
    assert (late, letters <= 1) == (0, True)
    assert waiting >= 2 * COUNT - len(found)
