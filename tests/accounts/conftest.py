import re

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _no_limits_left_by_other_tests():
    cache.clear()


@pytest.fixture
def last_code(mailoutbox):
    """Read the code in the newest mail."""

    def read():
        return re.search(r"^ {4}(\d{6})$", mailoutbox[-1].body, re.MULTILINE)[1]

    return read
