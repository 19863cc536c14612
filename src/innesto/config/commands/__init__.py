"""The commands of ``innesto``, one module each, loaded only when asked for."""
