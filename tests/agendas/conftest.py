import pytest

from tests.agendas.meeting_server import SECRET, serving


@pytest.fixture
def meeting_server(settings):
    """A meeting server on this machine, to which the settings lead."""
    with serving() as (bbb, address):
        settings.BBB_URL, settings.BBB_SECRET = address, SECRET
        yield bbb
