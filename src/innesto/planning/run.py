"""One run of the planner: how much work is left, who is told, and what was reached when."""

from time import perf_counter, process_time

from innesto.planning.plan import Limits, Listener, Progress

GRACE = 8
"""Times the nominal seconds of processor time that a slow machine may take."""
PATIENCE = 12
"""Times the nominal seconds that may pass on a busy machine before the clock stops it."""
FIRST = 10.0
"""Seconds that choosing people may take in any case: without them there is no plan at all."""


class Run:
    """Keeps the trace, tells the listener, and guards the clock.

    Amounts of work are given out as nominal seconds, so that they are the same on every machine.
    The clock itself only stops what takes far longer, and that is reported.
    """

    def __init__(self, limits: Limits, listener: Listener | None = None) -> None:
        self.limits = limits
        self.listener = listener
        self.started, self.worked = perf_counter(), process_time()
        self.trace: list[Progress] = []
        self.stopped = False
        self.stopped_by_clock = False
        self.objective: int | None = None
        self.bound: int | None = None
        self.known: list[list[tuple[int, int]]] = []
        """What small questions found out, for those that follow."""

    @property
    def seconds(self) -> float:
        """Time since the start."""
        return perf_counter() - self.started

    @property
    def left(self) -> float:
        """Time until the guard stops the run."""
        working = GRACE * self.limits.seconds - (process_time() - self.worked)
        return max(0.01, min(working, PATIENCE * self.limits.seconds - self.seconds))

    @property
    def left_for_first(self) -> float:
        """Time for what is needed to have a plan at all: some, however little was given."""
        return max(self.left, FIRST)

    @property
    def stopped_by_listener(self) -> bool:
        """Whether somebody asked to stop."""
        return self.stopped and not self.stopped_by_clock

    def going_on(self) -> bool:
        """Say whether there is time, and nobody asked to stop."""
        if not self.stopped and self.left <= 0.01:
            self.stopped = self.stopped_by_clock = True
        return not self.stopped

    def tell(self, stage: str, objective: int | None = None, bound: int | None = None) -> bool:
        """Note what was reached, tell the listener, and say whether to go on."""
        self.objective = self.objective if objective is None else objective
        self.bound = self.bound if bound is None else bound
        step = Progress(
            stage=stage, seconds=self.seconds, objective=self.objective, bound=self.bound
        )
        self.trace.append(step)
        if self.listener is not None and self.listener(step) is False:
            self.stopped = True
        return self.going_on()
