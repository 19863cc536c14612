"""``python -m bench.replanning [FOLDER] [SECONDS]``: contradictions explained, disruptions mended.

Like ``bench.planning``: the seconds are those that one model of everything may take.
"""

from bench import planning, programmes


def main(folder, seconds):
    """Measure and print, part by part."""
    programmes.again(folder)
    programmes.contradictions(folder, seconds)
    planning.say_memory()


if __name__ == "__main__":
    planning.start(main)
