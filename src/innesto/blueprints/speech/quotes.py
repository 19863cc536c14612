"""Quotation marks inside quotation marks, as people print them."""

import re

DOUBLED = re.compile(r"«\s*“+|”+\s*»")


def nested(text: str) -> str:
    """Give a quotation inside another its own marks: «the “first” visit», never ««first»».

    Sources quote, names hold quotations, and sentences quote both; where a quotation is quoted
    whole, one pair of marks is enough.
    """
    depth, marked = 0, []
    for mark in text:
        if mark == "«":
            marked.append("“" if depth else "«")
            depth += 1
        elif mark == "»" and depth:
            depth -= 1
            marked.append("”" if depth else "»")
        else:
            marked.append(mark)
    return DOUBLED.sub(lambda found: found[0].strip("“”").strip(), "".join(marked))
