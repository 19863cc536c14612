"""One run of the planner: how much work is left, who is told, and what was reached when."""

from time import perf_counter

from innesto.planning.plan import Limits, Listener, Progress

GRACE = 3
"""Times the nominal seconds that a slow or busy machine may take before the clock stops it."""


class Run:
    """Keeps the trace, tells the listener, and guards the clock.

    Amounts of work are given out as nominal seconds, so that they are the same on every machine.
    The clock itself only stops what takes far longer, and that is reported.
    """

    def __init__(self, limits: Limits, listener: Listener | None = None) -> None:
        self.limits = limits
        self.listener = listener
        self.started = perf_counter()
        self.trace: list[Progress] = []
        self.stopped = False
        self.stopped_by_clock = False
        self.objective: int | None = None
        self.bound: int | None = None

    @property
    def seconds(self) -> float:
        """Time since the start."""
        return perf_counter() - self.started

    @property
    def left(self) -> float:
        """Time until the guard stops the run."""
        return max(0.01, GRACE * self.limits.seconds - self.seconds)

    def going_on(self) -> bool:
        """Say whether there is time, and nobody asked to stop."""
        if not self.stopped and self.seconds > GRACE * self.limits.seconds:
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
