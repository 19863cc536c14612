"""The papers that others look for are there and agree with each other."""

import re

from tools.house import ROOT


def test_the_licence_is_the_one_we_name():
    licence = (ROOT / "LICENSE").read_text("utf-8")

    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "15.Applicable Law" in licence


def test_decisions_are_numbered_without_a_gap():
    numbers = [path.name[:4] for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]

    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


def test_links_between_papers_lead_somewhere():
    lost = [
        f"{paper.relative_to(ROOT)}: {target}"
        for paper in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/**/*.md")]
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", paper.read_text("utf-8"))
        if "://" not in target and not (paper.parent / target).exists()
    ]

    assert lost == []
