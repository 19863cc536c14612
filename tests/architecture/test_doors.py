"""Other domains enter through a few rooms only."""

import grimp

DOORS = {"models", "queries", "actions", "rules", "signals", "http"}
# The pure cores and config are no domains: the cores publish all their modules.
OPEN = {"toolkit", "blueprints", "planning", "rounds", "sheets", "badges", "courseware"}


def test_domains_use_only_each_others_doors():
    graph = grimp.build_graph("innesto", cache_dir=None)
    windows = set()
    for importer in graph.modules:
        home = importer.split(".")[1:2]
        for imported in graph.find_modules_directly_imported_by(importer):
            _, house, *room = imported.split(".")
            if home in ([house], ["config"]) or house in OPEN:
                continue
            if not room or room[0] not in DOORS:
                windows.add(f"{importer} -> {imported}")

    assert windows == set()
