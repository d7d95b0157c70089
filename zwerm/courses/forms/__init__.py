from zwerm.courses.forms.blocks import BLOCK_FORMS, ProseForm
from zwerm.courses.forms.course import AskForm, BiteForm, CourseForm
from zwerm.courses.forms.questions import QUESTION_FORMS
from zwerm.courses.forms.rows import Setting

__all__ = ["BLOCK_FORMS", "QUESTION_FORMS", "AskForm", "BiteForm", "CourseForm", "ProseForm", "Setting"]
