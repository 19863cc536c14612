"""Who hosts, who attends and when: hosting first, then dates, then proof."""
