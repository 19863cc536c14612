"""The web process never loads the solver: it costs seconds and a hundred megabytes.

Nor does it load what makes files, pictures and passkeys before somebody asks for one (later.py).
"""

import subprocess
import sys

from tests.config.installations import environment

SCRIPT = """
import sys
import innesto.config.wsgi
from django.test import Client
from django.urls import get_resolver
get_resolver().url_patterns
client = Client(headers={"host": "localhost"})
for address in ("/", "/entra/", "/programmi/", "/organizzazioni/", "/stile/"):
    client.get(address, follow=True)
heavy = {"ortools", "scipy", "numpy", "rustworkx", "openpyxl", "weasyprint", "pandas"}
asked_for_later = {"fido2", "icalendar.cal", "PIL.ExifTags", "xlsxwriter.workbook", "requests"}
asked_for_later |= {"rapidfuzz.fuzz_py", "sqlparse.sql", "charset_normalizer.api"}
never_used = {"django.contrib.admin.sites", "django.contrib.syndication", "django_stubs_ext"}
print(sorted((heavy | asked_for_later | never_used) & set(sys.modules)))
"""


def test_pages_are_served_without_the_solver(demo):
    served = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=environment(demo),
        capture_output=True,
        text=True,
        check=False,
    )

    assert (served.returncode, served.stdout) == (0, "[]\n"), served.stderr
