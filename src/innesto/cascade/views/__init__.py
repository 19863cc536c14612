"""Pages of trainings, by whom they are for."""
