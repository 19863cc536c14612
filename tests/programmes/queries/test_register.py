import pytest

from innesto.programmes.queries.register import count_partners_in
from tests.organisations.factories import OrganisationFactory
from tests.programmes.factories import PartnerFactory, ProgrammeFactory


@pytest.mark.django_db
@pytest.mark.capability("T-42")
def test_a_call_counts_each_organisation_of_its_projects_once():
    call, empty = ProgrammeFactory.create_batch(2, lively=True)
    lead = PartnerFactory(programme=call)
    shared = OrganisationFactory()
    for project in ProgrammeFactory.create_batch(2, call=call):
        PartnerFactory(programme=project, organisation=shared)
        PartnerFactory(programme=project, organisation=lead.organisation)
    PartnerFactory(programme=call, brought_by=lead)

    assert count_partners_in([call, empty]) == {call.pk: 2, empty.pk: 0}
