import pytest

from innesto.players.contents import Outcome, Part, clock, kept_data, outcome_of, seconds_in

PLAIN = Part("i1", {}, "a.html")
STRICT = Part("i1", {}, "a.html", mastery=0.8, completion_from=0.9)


@pytest.mark.parametrize(
    ("part", "data", "outcome", "is_done"),
    [
        (PLAIN, {"lesson_status": "not attempted"}, Outcome(), False),
        (PLAIN, {"lesson_status": "incomplete"}, Outcome("incomplete"), False),
        (PLAIN, {"lesson_status": "completed"}, Outcome("completed"), True),
        (PLAIN, {"lesson_status": "failed", "score.raw": "40"},
         Outcome("completed", "failed", 0.4), False),
        (PLAIN, {"lesson_status": "passed", "score.raw": "5", "score.max": "5"},
         Outcome("completed", "passed", 1), True),
        (STRICT, {"lesson_status": "completed", "score.raw": "79"},
         Outcome("completed", "failed", 0.79), False),
        (STRICT, {"lesson_status": "completed", "score.raw": "80", "session_time": "0000:05:30.5"},
         Outcome("completed", "passed", 0.8, 330), True),
        (PLAIN, {"lesson_status": "nonsense", "score.raw": "many"}, Outcome(), False),
    ],
)  # fmt: skip
def test_what_scorm_12_reports(part, data, outcome, is_done):
    found = outcome_of(part, {f"cmi.core.{name}": value for name, value in data.items()})

    assert (found, found.is_done) == (outcome, is_done)


@pytest.mark.parametrize(
    ("part", "data", "outcome", "is_done"),
    [
        (PLAIN, {"completion_status": "unknown", "success_status": "unknown"}, Outcome(), False),
        (PLAIN, {"completion_status": "completed"}, Outcome("completed"), True),
        (PLAIN, {"completion_status": "completed", "success_status": "failed"},
         Outcome("completed", "failed"), False),
        (STRICT, {"progress_measure": "0.95", "score.scaled": "0.9", "session_time": "PT1H2M3.5S"},
         Outcome("completed", "passed", 0.9, 3723), True),
        (STRICT, {"completion_status": "completed", "progress_measure": "0.5"},
         Outcome("incomplete"), False),
        (PLAIN, {"score.scaled": "7"}, Outcome(), False),
    ],
)  # fmt: skip
def test_what_scorm_2004_reports(part, data, outcome, is_done):
    found = outcome_of(part, {f"cmi.{name}": value for name, value in data.items()})

    assert (found, found.is_done) == (outcome, is_done)


@pytest.mark.parametrize(
    ("time", "seconds"),
    [
        ("00:00:10", 10),
        ("P1DT1S", 86_400),
        ("P", 0),
        ("soon", 0),
        (None, 0),
        ("9999:00:00", 86_400),
    ],
)
def test_times_are_read_and_have_an_end(time, seconds):
    assert seconds_in(time) == seconds


def test_a_clock_is_written_as_scorm_12_wants():
    assert clock(3723) == "0001:02:03"


def test_what_is_handed_back_is_what_a_package_may_be_told():
    data = {
        "cmi.suspend_data": "page=3",
        "cmi.core.lesson_location": "3",
        "cmi.core.student_name": "Somebody else",
        "cmi.core.exit": "suspend",
        "cmi.core.score.raw": "",
        "cmi.objectives.0.id": "o1",
        "cmi.interactions.0.id": "q1",
    }

    assert kept_data("scorm12", data) == {
        "cmi.suspend_data": "page=3",
        "cmi.core.lesson_location": "3",
        "cmi.objectives.0.id": "o1",
    }
