"""Trainings, who was there, and who can be asked to train."""

from innesto.cascade.models.directory import Stewardship, Trainer
from innesto.cascade.models.people import Trainee, Witness
from innesto.cascade.models.trainings import Evidence, Group, Training

__all__ = ["Evidence", "Group", "Stewardship", "Trainee", "Trainer", "Training", "Witness"]
