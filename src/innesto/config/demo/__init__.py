"""The content of the demo, built by the same actions that people use."""

from innesto.config.demo.build import build

__all__ = ["build"]
