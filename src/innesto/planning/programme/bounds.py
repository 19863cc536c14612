"""What the dates cost at least, whoever hosts."""

from innesto.planning.programme.grid import Grid


def dates_bound(grid: Grid) -> int:
    """Sum what each organisation's agenda costs at least when nobody else matters."""
    late = grid.problem.weights.late
    if late <= 0:
        return 0
    starts = [grid.starts(at, grid.certain[at]) for at in range(len(grid.events))]
    return late * sum(int(days.argmax()) for days in starts)
