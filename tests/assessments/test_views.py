import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from innesto.assessments.actions import close_assessment_round
from innesto.assessments.models import Assessment, Capacity, Inquiry
from innesto.organisations.models import Need, Offer
from tests.accounts.factories import UserFactory
from tests.assessments.factories import AssessmentFactory, InquiryFactory
from tests.curricula.factories import CompetenceFactory
from tests.organisations.factories import MembershipFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory
from tests.themes.factories import ThemeFactory

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - datetime.timedelta(200)


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries, count):
    person = UserFactory()
    client.force_login(person)
    AssessmentFactory.create_batch(count, person=person)

    with django_assert_num_queries(7):
        page = client.get(reverse("assessments:index"))

    assert len(page.context["rows"]) == count


@pytest.mark.capability("D-02")
def test_a_person_answers_area_by_area_and_sees_what_changed(client):
    person = UserFactory()
    client.force_login(person)
    areas = [CompetenceFactory(position=n) for n in (1, 2)]
    framework = areas[0].framework
    one, two = (
        CompetenceFactory(framework=framework, area=areas[0], position=3),
        CompetenceFactory(framework=framework, position=4),
    )
    keys = [f"c{one.pk}", f"c{two.pk}"]
    AssessmentFactory(
        person=person,
        framework=framework,
        answers=dict.fromkeys(keys, 2),
        started_at=LONG_AGO,
        finished_at=LONG_AGO,
    )

    begun = client.post(reverse("assessments:new"), {"subject": f"quadro-{framework.key}"})
    first = client.post(begun["Location"], {f"c{two.pk}": "6"})
    early = client.post(first["Location"], {})
    client.post(first["Location"], {f"c{one.pk}": "4"})

    assessment = Assessment.objects.get(started_at__gt=LONG_AGO)
    assert early["Location"] == first["Location"]
    page = client.get(assessment.get_absolute_url())
    assert {row.question.key: row.shown_change for row in page.context["rows"]} == {
        keys[0]: "+2",
        keys[1]: "+4",
    }
    assert (page.context["figure_before"], page.context["figure"]) == ("2", "5")


@pytest.mark.capability("M-05", "T-17")
@pytest.mark.parametrize(("level", "model"), [(0, Need), (4, Offer)])
def test_the_result_of_a_body_becomes_a_need_or_an_offer_by_one_click(client, level, model):
    membership = MembershipFactory(is_referent=True)
    client.force_login(membership.person)
    assessment = AssessmentFactory(
        person=membership.person,
        is_of_body=True,
        organisation=membership.organisation,
        framework=None,
        theme=ThemeFactory(),
        answers={one.value: level for one in Capacity},
        notes={"aim": "Act 12/2026"},
        finished_at=timezone.now(),
    )

    page = client.get(assessment.get_absolute_url())
    client.post(reverse("assessments:follow", args=[assessment.pk]))

    assert page.context["suggestion"].level == 3
    made = model.objects.get()
    assert (made.organisation, made.theme) == (membership.organisation, assessment.theme)
    if model is Offer:
        assert "Act 12/2026" in made.evidence


def test_a_coordinator_asks_and_reads_sums_by_country(client):
    inquiry = InquiryFactory(framework=CompetenceFactory().framework)
    coordinator = ParticipantFactory(
        programme=inquiry.programme, user=UserFactory(), may_coordinate=True
    ).user
    client.force_login(coordinator)
    key = f"c{inquiry.framework.competences.get().pk}"
    for level in (2, 2, 4, 4, 8):
        AssessmentFactory(
            round=inquiry,
            framework=inquiry.framework,
            answers={key: level},
            finished_at=timezone.now(),
        )

    before = client.get(inquiry.get_absolute_url())
    client.post(reverse("assessments:close", args=[inquiry.pk]))
    after = client.get(inquiry.get_absolute_url())

    assert (before.context["rows"], before.context["answered"]) == ([], 5)
    assert [row.shown_after for row in after.context["rows"]] == ["4"]


def test_new_in_wants_one_thing_to_ask_about(client):
    coordination = ParticipantFactory(user=UserFactory(), may_coordinate=True)
    client.force_login(coordination.user)
    address = reverse("assessments:new-in", args=[coordination.programme.slug])
    sent = {"title": "Before", "of": "persons", "closes_on": timezone.localdate().isoformat()}

    refused = client.post(address, sent)
    framework = CompetenceFactory().framework
    client.post(address, {**sent, "framework": framework.pk})

    assert refused.status_code == 422
    assert Inquiry.objects.get().framework == framework


@pytest.mark.capability("T-17")
def test_a_referent_answers_a_round_for_the_partner(client):
    partner = PartnerFactory(programme__state="running")
    referent = MembershipFactory(organisation=partner.organisation, is_referent=True).person
    inquiry = InquiryFactory(
        of="bodies", programme=partner.programme, framework=None, theme=ThemeFactory()
    )
    client.force_login(referent)

    begun = client.post(reverse("assessments:join", args=[inquiry.pk]), follow=True)
    client.post(begun.redirect_chain[-1][0], {one.value: "3" for one in Capacity})
    close_assessment_round(inquiry, by=None)

    page = client.get(inquiry.get_absolute_url())
    assert [row.title for row in page.context["bodies"]] == [str(inquiry.theme)]
    assert [row.shown_after for row in page.context["rows"]] == ["3"] * 6


@pytest.mark.capability("D-04")
def test_gaps_of_the_people_suggest_a_need_of_the_organisation(client):
    membership = MembershipFactory(is_referent=True)
    client.force_login(membership.person)
    inquiry = InquiryFactory(
        programme=None,
        organisation=membership.organisation,
        framework=CompetenceFactory().framework,
        theme=ThemeFactory(),
    )
    key = f"c{inquiry.framework.competences.get().pk}"
    for _each in range(5):
        AssessmentFactory(
            round=inquiry,
            framework=inquiry.framework,
            answers={key: 2},
            finished_at=timezone.now(),
        )
    close_assessment_round(inquiry, by=None)

    client.post(reverse("assessments:state-need", args=[inquiry.pk]))

    assert Need.objects.get().theme == inquiry.theme
