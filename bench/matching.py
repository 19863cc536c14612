"""``python -m bench.matching [FOLDER]``: pairs and mentors against simple baselines, in one run.

The folder holds sample instances of the interchange format. Every row runs in processes of its
own, one after the other, so that processor seconds and peak memory are its own. Ratios are
ours to theirs.
"""

import json
import resource
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from time import process_time

import numpy as np
import rustworkx
from scipy.optimize import linear_sum_assignment

from innesto.planning.interchange import read_problem
from innesto.planning.matching.certificate import certified_bound
from innesto.planning.matching.leaving import Agreed
from innesto.planning.matching.seats import seats
from innesto.planning.matching.table import ScoreTable
from innesto.planning.plan import Limits
from innesto.planning.problem import Mentee, Mentor
from innesto.planning.scores import score
from innesto.planning.solve import solve

LONG = Limits(seconds=600)
SAMPLES = Path("../shared/data/planning")


def one_to_one(folder):
    """Every one of 10,000 cities accompanies one other, and is accompanied by one."""
    problem = read_problem(folder / "mentor_10000.json.gz")
    everyone = range(len(problem.cities))
    mentors = tuple(Mentor(city=city) for city in everyone)
    return replace(problem, mentors=mentors, mentees=tuple(Mentee(city=city) for city in everyone))


def with_seats(folder):
    """7,500 mentees and 2,500 mentors with up to five seats."""
    return read_problem(folder / "mentor_10000.json.gz")


def table_of(problem):
    """Scores of mentees and mentors, and the seats."""
    asked = seats(problem)
    return ScoreTable(problem).scores(asked.mentees, asked.mentors), asked.upper


# What is measured: each function gets ready, and returns what is to be timed.


def score_tables(folder):
    """All scores of 10,000 cities with each other."""
    problem = one_to_one(folder)
    return lambda: {"pairs": table_of(problem)[0].size}


def score_by_score(folder):
    """Baseline: a function for each pair, in plain Python; a sample of them."""
    problem = one_to_one(folder)
    some, weights, cap = problem.cities[::50], problem.weights, problem.dist_cap_km

    def work():
        found = [score(a, b, weights, cap) for a in some for b in some]
        return {"pairs": len(found)}

    return work


def proven(problem):
    """Solve and prove, from cities to a plan that was checked on every pair."""

    def work():
        result = solve(problem, LONG)
        return {
            "objective": result.objective,
            "status": result.status,
            "trace": [(step.seconds, step.objective, step.bound) for step in result.trace],
        }

    return work


def proven_one_to_one(folder):
    """Solve and prove one to one."""
    return proven(one_to_one(folder))


def proven_with_seats(folder):
    """Solve and prove with seats."""
    return proven(with_seats(folder))


def proven_pairs(folder, size=10_000):
    """Solve and prove pairs."""
    return proven(read_problem(folder / f"pairs_{size}.json.gz"))


def proven_pairs_of_1000(folder):
    """Solve and prove pairs of 1,000 cities."""
    return proven_pairs(folder, 1000)


def scipy_on(table):
    """Baseline: scipy on a whole table that is already there."""

    def work():
        rows, columns = linear_sum_assignment(table, maximize=True)
        return {"objective": int(table[rows, columns].sum(dtype=np.int64))}

    return work


def scipy_one_to_one(folder):
    """Baseline of one to one."""
    return scipy_on(np.maximum(table_of(one_to_one(folder))[0], 0))


def scipy_with_seats(folder):
    """Baseline with seats: a column for every seat."""
    table, upper = table_of(with_seats(folder))
    return scipy_on(np.maximum(np.repeat(table, upper, axis=1), 0))


def rustworkx_pairs(folder):
    """Baseline of pairs: a blossom on the best edges of each city, without proof."""
    weights = ScoreTable(read_problem(folder / "pairs_10000.json.gz")).all_pairs()
    n = len(weights)
    kept = np.argpartition(-weights, 20, axis=1)[:, :20]
    keys = np.repeat(np.arange(n), 20) * n + kept.ravel()
    a, b = np.divmod(keys[weights.ravel()[keys] > 0], n)
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(n))
    graph.add_edges_from(list(zip(a.tolist(), b.tolist(), weights[a, b].tolist(), strict=True)))

    def work():
        pairs = rustworkx.max_weight_matching(graph, weight_fn=int)
        return {"objective": sum(int(weights[pair]) for pair in pairs), "edges": graph.num_edges()}

    return work


def departures(folder):
    """Single mentors leave a plan with seats, one after the other."""
    problem = with_seats(folder)
    agreed = Agreed(problem, solve(problem, LONG))

    def work():
        seconds = []
        for mentor in problem.mentors[7::250]:
            start = process_time()
            departure = agreed.leave(mentor.city)
            seconds.append(process_time() - start)
        proof = certified_bound(departure.problem, departure.result.proof.certificate)
        return {"seconds": sorted(seconds), "intact": proof == departure.result.objective}

    return work


def measure(name, folder):
    """Run one row here and print what came out, as JSON."""
    work = globals()[name](folder)
    start = process_time()
    found = work()
    found["cpu"] = process_time() - start
    found["mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found))


def run(name, folder, best_of=1):
    """Run one row in processes of its own, and keep the quickest."""
    line = [sys.executable, "-m", "bench.matching", str(folder), name]
    runs = [
        subprocess.run(line, check=True, capture_output=True, text=True) for _ in range(best_of)
    ]
    return min((json.loads(done.stdout) for done in runs), key=lambda it: it["cpu"])


def say(good, words):
    """Print a line, and whether the goal is met."""
    print(f"{'✔' if good else '✘'} {words}", flush=True)


def compare(row, ours, theirs, cpu, memory=None):
    """Print what both took, and whether ours is so many times less of theirs."""
    quicker, smaller = theirs["cpu"] / ours["cpu"], theirs["mb"] / ours["mb"]
    proven = ours.get("status", "optimal") == "optimal"
    wanted = f"1/{cpu}" if memory is None else f"1/{cpu}, 1/{memory} memory"
    worse = theirs["objective"] - ours["objective"] if "objective" in theirs else 0
    say(
        proven and quicker >= cpu and smaller >= (memory or 0) and worse <= 0,
        f"{row}: {ours.get('status', 'done')} in {ours['cpu']:.2f} s, {ours['mb']:.0f} MB;"
        f" baseline {theirs['cpu']:.2f} s, {theirs['mb']:.0f} MB, {worse:+d};"
        f" 1/{quicker:.1f}, 1/{smaller:.1f} memory, goal {wanted}",
    )


def gap_on_the_way(trace, share=0.6):
    """Gap when so much of the time to the proof is over, in words."""
    early = [it for it in trace if it[0] <= share * trace[-1][0] and it[1] is not None]
    return f"{early[-1][2] / early[-1][1] - 1:.3%}" if early else "no plan yet"


def main(folder):
    """Measure and print every row beside its baseline."""
    ours, theirs = run("score_tables", folder, 2), run("score_by_score", folder)
    theirs["cpu"] *= ours["pairs"] / theirs["pairs"]
    theirs["mb"] = ours["mb"]  # of a sample: nothing to compare
    compare("scores of 10,000 × 10,000", ours, theirs, 100)
    ours, theirs = run("proven_one_to_one", folder), run("scipy_one_to_one", folder)
    compare("10,000 × 10,000 one to one", ours, theirs, 4, 3)
    print(f"  gap after 60 % of it: {gap_on_the_way(ours['trace'])}")
    ours, theirs = run("proven_with_seats", folder, 2), run("scipy_with_seats", folder)
    compare("7,500 × 2,500 with seats", ours, theirs, 8)
    ours, theirs = run("proven_pairs", folder), run("rustworkx_pairs", folder)
    compare("pairs of 10,000", ours, theirs, 2)
    ours = run("proven_pairs_of_1000", folder, 2)
    good = ours["status"] == "optimal" and ours["cpu"] <= 1
    say(good, f"pairs of 1,000: {ours['status']} in {ours['cpu']:.2f} s, goal 1")
    left = run("departures", folder, 2)
    each = [round(1000 * seconds) for seconds in left["seconds"]]
    say(
        left["intact"] and each[-1] <= 100,
        f"mentors leave: {' '.join(map(str, each))} ms, goal 100, intact {left['intact']}",
    )


if __name__ == "__main__":
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    if len(sys.argv) > 2:
        measure(sys.argv[2], where)
    elif where.exists():
        main(where)
    else:
        print(f"Pairs and mentors were not measured: there is no {where}.")
