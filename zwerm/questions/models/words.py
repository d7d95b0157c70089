from __future__ import annotations

from django.db import models

from zwerm.library.rules.markdown import RENDERER, read_markdown
from zwerm.questions.rules.lowering import lowered


class Worded(models.Model):
    """Words in Markdown, the stored form, and the HTML that was made of them once. Without pictures of its own: those live with items.

    `HEADING`: the level of heading that its highest headings become, for they stand below others.
    """

    HEADING = 2

    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    renderer = models.PositiveSmallIntegerField(default=RENDERER, help_text="Which renderer made the HTML.")
    language = models.CharField(max_length=8)

    class Meta:
        abstract = True

    WORDS = ("text", "html", "renderer", "language")

    def say(self, text: str, language: str) -> None:
        """These words from now on; not saved yet."""
        self.text, self.language, self.renderer = text, language, RENDERER
        self.html = lowered(read_markdown(text, language).render({}), self.HEADING)

    @property
    def shown(self) -> str:
        """The HTML that the renderer of today makes of it."""
        if self.renderer != RENDERER:
            self.say(self.text, self.language)
        return self.html
