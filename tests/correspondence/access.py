from django.core.files.base import ContentFile

from innesto.correspondence.models import Enclosure
from tests.architecture.access import FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.correspondence.factories import CopyFactory, MessageFactory, project_of
from tests.programmes.factories import ProgrammeFactory

# «colleague» acts in the project that got the message, «coordinator» in the one that wrote it.
TABLE = [
    # address                          method  nobody  stranger   colleague  coordinator operator
    ("correspondence:index",           "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("correspondence:of-programme",    "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("correspondence:new",             "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FORBIDDEN),
    ("correspondence:new",             "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORBIDDEN),
    ("correspondence:detail",          "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     HIDDEN),
    ("correspondence:answer",          "post", LOGIN,  HIDDEN,    FORM,      FORM,      HIDDEN),
    ("correspondence:file",            "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     HIDDEN),
]  # fmt: skip


def scene() -> Scene:
    call = ProgrammeFactory(slug="call")
    one, writer = project_of(call, "One")
    other, reader = project_of(call, "Other")
    message = MessageFactory(programme=call, project=one, author=writer)
    copy = CopyFactory(message=message, project=other)
    enclosure = Enclosure.objects.create(message=message, file="a.txt", name="a.txt")
    enclosure.file.save("a.txt", ContentFile(b"words"))
    return Scene(
        colleague=reader,
        coordinator=writer,
        keys={"slug": "call", "pk": message.pk},
        at={
            "correspondence:answer": {"pk": copy.pk},
            "correspondence:file": {"pk": enclosure.pk},
        },
    )
