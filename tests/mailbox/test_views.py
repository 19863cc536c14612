import hmac
import time
from hashlib import sha256

import pytest
from django.urls import reverse

from innesto.mailbox.models import Incoming
from tests.mailbox.factories import IncomingFactory
from tests.mailbox.letters import mail

DOOR = reverse("mailbox:receive")


@pytest.fixture
def post(client, db, settings):
    settings.REPLIES_WEBHOOK_KEY = "a key"

    def send(raw, *, key="a key", at=None):
        at = str(int(time.time()) if at is None else at)
        signature = hmac.new(key.encode(), f"{at}.".encode() + raw, sha256).hexdigest()
        heads = {"Innesto-Signature": f"t={at},s={signature}"}
        return client.post(DOOR, raw, content_type="message/rfc822", headers=heads).status_code

    return send


def test_receive_takes_what_is_signed(post, anna, address):
    assert post(mail(anna.email, address, "x" * 3_000_000)) == 204
    assert Incoming.objects.get().message_id.endswith("@example.org>")


def test_receive_refuses_other_keys_and_old_signatures(post):
    assert post(b"x", key="another") == 401
    assert post(b"x", at=int(time.time()) - 3600) == 401
    assert post(b"x", at="²") == 401
    assert not Incoming.objects.exists()


def test_receive_refuses_what_is_not_signed(client, db, settings):
    settings.REPLIES_WEBHOOK_KEY = "a key"

    for said in ("", "nonsense", "t=,s=", "t=1=2,s"):
        headers = {"Innesto-Signature": said}
        assert client.post(DOOR, b"x", content_type="a/b", headers=headers).status_code == 401


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_mail_and_for_three(
    client, admin, count, anna, django_assert_num_queries
):
    IncomingFactory.create_batch(count, person=anna, sender_host="comune.example")
    client.force_login(admin)
    client.get(reverse("mailbox:index"))

    with django_assert_num_queries(5):  # the reader, how many, the page, two for the frame
        page = client.get(reverse("mailbox:index"))

    assert page.text.count("comune.example</td>") == count


def test_index_shows_only_the_outcome_that_is_asked_for(client, admin):
    IncomingFactory(outcome="refused", reason="stranger", sender_host="altrove.example")
    IncomingFactory(sender_host="comune.example")
    client.force_login(admin)

    page = client.get(reverse("mailbox:index"), {"esito": "refused"}).text

    assert ("altrove.example" in page, "comune.example" in page) == (True, False)
