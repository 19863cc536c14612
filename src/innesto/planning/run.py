"""One run of the planner: how much work is left, who is told, and what was reached when."""

from time import perf_counter, process_time

from innesto.planning.plan import Limits, Listener, Progress

FIRST = 10.0
"""Processor seconds that a first plan may take in any case: without one there is no answer."""


class Run:
    """Keeps the trace, tells the listener, and guards the clock.

    Amounts of work are given out as nominal seconds, so that they are the same on every machine,
    and are done in less where nothing else goes on. On a busy machine the clock stops what is
    left, and that is reported.
    """

    def __init__(
        self, limits: Limits, listener: Listener | None = None, *, first: float = FIRST
    ) -> None:
        self.limits = limits
        self.listener = listener
        self.first = first
        self.started, self.worked = perf_counter(), process_time()
        self.trace: list[Progress] = []
        self.stopped_by_clock = False
        self.stopped_by_listener = False
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
        """Seconds until the clock stops the run: some in any case until there is a plan."""
        left = self.limits.seconds - self.seconds
        if self.objective is None:
            left = max(left, self.first - (process_time() - self.worked))
        return max(0.01, left)

    def going_on(self, reserved: float = 0.0) -> bool:
        """Say whether more seconds are left than are reserved, and nobody asked to stop."""
        late = self.left <= max(0.01, reserved)
        self.stopped_by_clock |= late
        return not late and not self.stopped_by_listener

    def tell(self, stage: str, objective: int | None = None, bound: int | None = None) -> bool:
        """Note what was reached, tell the listener, and say whether to go on."""
        self.objective = self.objective if objective is None else objective
        self.bound = self.bound if bound is None else bound
        step = Progress(
            stage=stage, seconds=self.seconds, objective=self.objective, bound=self.bound
        )
        self.trace.append(step)
        if self.listener is not None and self.listener(step) is False:
            self.stopped_by_listener = True
        return self.going_on()
