"""Problems and plans survive the way to JSON and back; what is wrong is named by its place."""

import json

import pytest

from innesto.planning.interchange import (
    NotAPlan,
    NotAProblem,
    certificate_from_json,
    plan_from_json,
    problem_from_json,
    problem_to_json,
    read_plan,
    read_problem,
    result_to_json,
    write_problem,
)
from innesto.planning.plan import (
    Explanation,
    MentorCertificate,
    MentorPlan,
    OddSet,
    PairCertificate,
    PairPlan,
    Proof,
    Relaxation,
    Result,
)
from innesto.planning.problem import (
    AttendCount,
    Budget,
    Gap,
    GroupAttendance,
    HostCount,
    MaxParallel,
    Mentee,
    Mentor,
    Pin,
    Precede,
    Replan,
    ReplanWeights,
    Representation,
    Window,
)
from tests.planning.factories import (
    SAMPLES,
    make_calendar,
    make_event,
    make_meeting,
    make_mentoring,
    make_pairs,
    make_plan,
    make_programme,
    sample,
)

EVERY_RULE = (
    Gap(id="gap", days=3, text="three free days"),
    Gap(id="gap-1", org=1, days=5),
    Precede(id="order", before="A", after="B", min_lag=1),
    Window(id="window", event="A", first=1, last=9),
    HostCount(id="hosting", orgs=(0, 1), events=("A",), max=1),
    AttendCount(id="presence", org=1, events=("A", "B"), min=1),
    GroupAttendance(id="group", event="A", orgs=(0, 1), min=1, max=2),
    Representation(id="towns", org=0, members=(1, 2), events=("A",), min=0, max=1),
    Budget(id="budget", org=1, max_km=500),
    MaxParallel(id="calm", events=("A", "B"), max=1),
    Pin(id="pin", event="A", host=0),
)


def full_programme():
    return make_programme(
        [make_event("A", must=(1,), theme=1, audience="staff", tag="IT"), make_event("B")],
        calendar=make_calendar(
            closed_weekdays=frozenset({5, 6}), closed_country={"IT": frozenset({2})}
        ),
        rules=EVERY_RULE,
        replan=Replan(
            today=3,
            freeze_before=3,
            previous=(make_meeting("A", attend=(1,)),),
            weights=ReplanWeights(moved_event=1, changed_host=2),
        ),
    )


@pytest.mark.parametrize(
    "problem",
    [
        full_programme(),
        make_programme(),
        make_pairs(same_group=True, forbidden=((0, 1),)),
        make_mentoring([Mentor(city=0, lo=1, hi=2)], [Mentee(city=1, must=True)]),
    ],
)
def test_problem_survives_the_way_to_json_and_back(problem):
    data = json.loads(json.dumps(problem_to_json(problem)))

    assert problem_from_json(data) == problem


@pytest.mark.parametrize("name", ["problem.json", "problem.json.gz"])
def test_write_problem_packs_by_the_name_of_the_file(tmp_path, name):
    write_problem(full_programme(), tmp_path / name)

    assert read_problem(tmp_path / name) == full_programme()


def test_every_sample_can_be_read():
    names = sorted(path.name.partition(".")[0] for path in SAMPLES.glob("*.json.gz"))
    if not names:
        pytest.skip("no samples here")

    problems = [sample(name) for name in names]

    assert [problem_from_json(problem_to_json(problem)) for problem in problems] == problems


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "journey"}, "kind: 'journey' is not one of programme, pairs, mentor"),
        ({"calendar": None}, "'NoneType' object"),
        ({"orgs": [{"name": "Nowhere"}]}, "orgs[0].id: missing"),
        ({"orgs": [{"id": 0}, {"id": 0}]}, "orgs: an id occurs twice"),
        ({"orgs": [{"id": 5}]}, "A: no organisation has the id 0"),
        ({"orgs": [{"id": 0, "closed": [3]}]}, "orgs[0]: "),
        ({"events": [{"id": "A", "hosts": [0], "half_days": 2}]}, "events[0].window: missing"),
        ({"rules": [{"id": "r", "type": "magic"}]}, "type: 'magic' is no kind of rule"),
        (
            {"rules": [{"id": "r", "type": "window", "event": "Z", "from": 0, "to": 1}]},
            "r: no event has the id Z",
        ),
        (
            {"rules": [{"id": "r", "type": "gap", "org": 7, "days": 1}]},
            "r: no organisation has the id 7",
        ),
        (
            {"rules": [{"id": "r", "type": "gap", "org": "*", "days": 1}] * 2},
            "rules: an id occurs twice",
        ),
    ],
)
def test_problem_from_json_names_what_is_wrong(change, words):
    data = {
        "kind": "programme",
        "calendar": {"start": "2027-01-04", "days": 28},
        "orgs": [{"id": 0}],
        "events": [{"id": "A", "hosts": [0], "half_days": 2, "window": [0, 9]}],
    } | change

    with pytest.raises(NotAProblem) as refused:
        problem_from_json(data)

    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"mode": "by letter"}, "mode: 'by letter' is neither"),
        ({"half_days": 0}, "half_days: "),
    ],
)
def test_problem_from_json_refuses_impossible_events(change, words):
    event = {"id": "A", "hosts": [0], "half_days": 2, "window": [0, 9]} | change
    calendar = {"start": "2027-01-04", "days": 28}
    data = {"kind": "programme", "calendar": calendar, "orgs": [{"id": 0}], "events": [event]}

    with pytest.raises(NotAProblem, match=words):
        problem_from_json(data)


def test_problem_from_json_refuses_events_that_occur_twice():
    data = problem_to_json(make_programme([make_event("A"), make_event("A")]))

    with pytest.raises(NotAProblem, match="events: an id occurs twice"):
        problem_from_json(data)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"cities": [{"id": 1}]}, "cities: ids must count from 0"),
        (
            {"cities": [{"id": 0, "need": [1], "offer": [1]}, {"id": 1, "need": [], "offer": []}]},
            "the same themes",
        ),
        ({"cities": [{"id": 0, "need": [-1], "offer": [1]}]}, "no need or offer may be below 0"),
        ({"objective": "luck"}, "objective: 'luck'"),
        ({"weights": {"theme": -1}}, "weights: none may be below 0"),
        ({"dist_cap_km": 0}, "dist_cap_km: at least 1"),
        ({"mentors": [{"city": 0}]}, "mentors: no city has the id 0"),
        ({"forced": [[0, 1]]}, "forced: no city has the id 0"),
        (
            {"cities": [{"id": 0}], "mentors": [{"city": 0, "hi": 1}, {"city": 0, "hi": 2}]},
            "mentors: city 0 occurs twice, and differently",
        ),
        (
            {"cities": [{"id": 0}], "mentors": [{"city": 0, "hi": -1}]},
            "mentors: city 0 cannot accompany fewer than none",
        ),
    ],
)
def test_problem_from_json_names_what_is_wrong_with_cities(change, words):
    data = {"kind": "mentor", "cities": [], "mentors": [], "mentees": []} | change

    with pytest.raises(NotAProblem, match=words):
        problem_from_json(data)


def test_problem_from_json_takes_the_same_mentor_twice_for_one():
    mentors = [{"city": 0, "hi": 1, "name": "Torino"}, {"city": 0, "hi": 1}]
    data = {"kind": "mentor", "cities": [{"id": 0}], "mentors": mentors, "mentees": []}

    assert problem_from_json(data).mentors == (Mentor(city=0, hi=1),)


@pytest.mark.parametrize("raw", [b"[1]", b"{", b"\x1f\x8bnothing"])
def test_read_problem_refuses_other_files(tmp_path, raw):
    path = tmp_path / "problem.json"
    path.write_bytes(raw)

    with pytest.raises(NotAProblem, match=r"problem\.json"):
        read_problem(path)


def test_city_may_name_one_role():
    cities = [{"id": 0, "role": "mentor"}, {"id": 1}]
    problem = problem_from_json({"kind": "pairs", "cities": cities})

    assert [city.roles for city in problem.cities] == [("mentor",), ()]


def test_plan_survives_the_way_to_json_and_back(tmp_path):
    problem = full_programme()
    plan = make_plan(make_meeting("A", attend=(1, 2)), make_meeting("B", slot=9))
    result = Result(status="feasible", plan=plan, objective=3, bound=1, proof=Proof(method="m"))
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(result_to_json(result)))

    assert read_plan(path, problem) == plan


def test_pairs_and_their_certificate_survive_the_way_to_json_and_back():
    problem = make_pairs(5)
    plan = PairPlan(pairs=((0, 1), (2, 3)), odd_ones_out=(4,))
    prices = PairCertificate(y2=(1, 2, 3, 4, 5), odd_sets=(OddSet(members=(0, 1, 2), z2=4),))
    proof = Proof(method="m", certificate=prices)

    data = result_to_json(Result(status="optimal", plan=plan, proof=proof))

    assert plan_from_json(data, problem) == plan
    assert certificate_from_json(data, problem) == prices


def test_mentors_and_their_certificate_survive_the_way_to_json_and_back():
    problem = make_mentoring([Mentor(city=0)], [Mentee(city=1), Mentee(city=2)])
    plan = MentorPlan(pairs=((0, 2),), unmatched=(1,))
    prices = MentorCertificate(u={0: 3}, v={1: 4, 2: 0})
    proof = Proof(method="m", certificate=prices)

    data = json.loads(json.dumps(result_to_json(Result(status="optimal", plan=plan, proof=proof))))

    assert plan_from_json(data, problem) == plan
    assert certificate_from_json(data, problem) == prices


def test_prices_below_nothing_are_not_written():
    prices = MentorCertificate(u={0: -3}, v={1: 4})
    proof = Proof(method="m", certificate=prices)
    result = Result(status="optimal", plan=MentorPlan(pairs=((0, 1),)), proof=proof)

    assert "certificate" not in result_to_json(result)


def test_explanation_is_written_with_its_core():
    change = Relaxation(rule="gap", words="less", cost=2, way="closer", amount=2)
    explanation = Explanation(core=("gap", "window:A"), words="why", relaxations=(change,))

    assert result_to_json(Result(status="infeasible", explanation=explanation)) == {
        "status": "infeasible",
        "fingerprint": "",
        "explanation": {
            "core": ["gap", "window:A"],
            "words": "why",
            "minimal": True,
            "relaxations": [
                {"rule": "gap", "words": "less", "cost": 2, "way": "closer", "amount": 2}
            ],
        },
    }


@pytest.mark.parametrize(
    ("problem", "data"),
    [(make_programme(), {"events": [{"id": "A"}]}), (make_pairs(), {"pairs": [[1]]})],
)
def test_plan_from_json_refuses_what_is_no_plan(problem, data):
    with pytest.raises(NotAPlan):
        plan_from_json(data, problem)


def test_certificate_from_json_refuses_what_is_no_certificate():
    with pytest.raises(NotAPlan):
        certificate_from_json({"certificate": {"y2": ["x"]}}, make_pairs())
    assert certificate_from_json({}, make_pairs()) is None
