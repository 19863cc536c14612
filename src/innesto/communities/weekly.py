"""The weekly letter of a community.

No room fits: the notifications gather this module from every domain, and nobody imports it.
"""

from innesto.communities.queries.week import communities_of_week, readers_of, week_of
from innesto.toolkit.weekly_letters import WeeklyLetter

WEEKLY = {"community": WeeklyLetter(communities_of_week, readers_of, week_of)}
