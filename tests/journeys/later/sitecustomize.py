"""Every Python process that finds this folder in its path lives ``TEST_DAYS_LATER`` days later."""

import datetime
import os

import time_machine

DAYS = datetime.timedelta(days=int(os.environ["TEST_DAYS_LATER"]))
time_machine.travel(datetime.datetime.now(datetime.UTC) + DAYS).start()
