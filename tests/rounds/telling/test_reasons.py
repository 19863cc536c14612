"""Why an exchange is where and when it is: the best other host, and the best other day."""

import datetime

from tests.rounds.small import plan


def test_where_others_could_host_both_another_host_and_another_day_have_their_price():
    fair = plan().exchange("fair.1")

    assert fair.second_choice.host not in ("", fair.host)
    assert fair.second_choice.starts_on is None
    assert (fair.second_day.host, fair.second_day.cost >= 0) == ("", True)
    assert fair.second_day.starts_on != fair.starts_on
    assert isinstance(fair.second_day.starts_on, datetime.date)


def test_where_only_one_can_host_the_second_choice_is_another_day():
    visit = next(one for one in plan().exchanges if one.format == "visit")

    assert visit.second_choice.starts_on not in (None, visit.starts_on)
    assert visit.second_day is None
