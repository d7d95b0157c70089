from __future__ import annotations

from typing import ClassVar

from django.db import models

from zwerm.courses.models.course import Course
from zwerm.skills.models import About


class CourseSkill(About):
    """That a course is about a skill. A working copy has none of its own: they stand on the course that it changes."""

    thing = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="about")

    class Meta(About.Meta):
        db_table = "courses_course_skill"
        constraints: ClassVar = [models.UniqueConstraint(fields=["thing", "skill"], name="courses_course_skill_once")]
