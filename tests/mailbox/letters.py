"""Mails for tests, written as programs write them."""

from email.message import EmailMessage
from email.utils import make_msgid


def mail(sender, to, text="Va bene.", *, html="", files=(), **heads):
    """Return the bytes of a mail; ``files`` are pairs of name and content."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = to
    message["Subject"] = "Re: Come si paga il custode sociale"
    message["Message-ID"] = make_msgid(domain="example.org")
    for name, value in heads.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, content in files:
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message.as_bytes()
