from __future__ import annotations

from django.db import models

from zwerm.courses.models.course import Course


class Figures(models.Model):
    """What who makes a course is told of how it does, and stays told until enough more people answered.

    Figures that follow each answer tell what one person answered to whoever looks before and after it.
    `parts`: of each bite what was said of it, and `upto` which reaction; `questions`: of each question what its answers tell, and of
    which edition. Without this row both are made anew from what is there.
    """

    course = models.OneToOneField(Course, on_delete=models.CASCADE, related_name="figures")
    parts = models.JSONField(default=dict)
    questions = models.JSONField(default=dict)

    class Meta:
        db_table = "courses_figures"

    def __str__(self) -> str:
        return f"figures of {self.course_id}"
