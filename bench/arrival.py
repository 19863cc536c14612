"""How long five thousand partners take to come in from a spreadsheet."""

import csv
from io import StringIO
from time import monotonic, process_time

from innesto.accounts.models import User
from innesto.places.models import Place
from innesto.programmes.actions.imports import carry_out_import, start_import
from innesto.programmes.models import Partner, Programme
from tests.programmes.factories import LIVELY


def arrive(count):
    """Read, match and write a list of Italian municipalities; return partners and seconds."""
    by = User.objects.order_by("pk").first()
    programme = Programme.objects.create(
        slug="arrivo", names={"it": "Arrivo"}, blueprint=LIVELY, state=Programme.State.RUNNING
    )
    places = Place.objects.living().filter(country="IT").select_related("province")
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(["Nome", "Tipo", "Paese", "Comune", "Provincia", "Ruolo"])
    for place in places.order_by("ref")[:count]:
        row = (f"Comune di {place.name}", "Comune", "Italia", place.name, place.province.name)
        writer.writerow([*row, "guest_city"])
    start, used = monotonic(), process_time()
    content = text.getvalue().encode()
    opened = start_import(programme, by=by, file_name="partner.csv", content=content)
    carry_out_import(opened, by=by)
    return {
        "partners": Partner.objects.filter(programme=programme).count(),
        "seconds": monotonic() - start,
        "processor": process_time() - used,
    }
