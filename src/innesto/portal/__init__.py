"""Home, my desk, a programme at a glance, search: pages that compose the domains below."""
