"""What pages cost: processor, time, queries, bytes and memory, beside a bare Django page."""
