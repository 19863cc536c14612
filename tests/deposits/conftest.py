import pytest
import typst

PAGE = b'#set document(title: "Ciao")\nCiao mondo\n'


@pytest.fixture(scope="session")
def pdf():
    """Return a document of one page."""
    return typst.compile(PAGE)
