"""Courses and what is in them, who follows them and how far, and the contents of our own kinds."""

from innesto.courses.models.content import (
    Discussion,
    Document,
    PracticeCall,
    Recording,
    Text,
    Track,
)
from innesto.courses.models.course import Author, Course, CourseQuerySet, Review, Section, Unit
from innesto.courses.models.learning import Cohort, Enrolment, Progress

__all__ = [
    "Author",
    "Cohort",
    "Course",
    "CourseQuerySet",
    "Discussion",
    "Document",
    "Enrolment",
    "PracticeCall",
    "Progress",
    "Recording",
    "Review",
    "Section",
    "Text",
    "Track",
    "Unit",
]
