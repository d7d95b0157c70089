"""What a block or question says when a new version of its source is taken over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from zwerm.courses.generation import draft
from zwerm.courses.generation.links import carried
from zwerm.courses.rules.authored import Prose
from zwerm.courses.rules.marking import read_number
from zwerm.courses.rules.rewriting import same_words
from zwerm.courses.rules.staleness import Comparison, Sentence, Text, words_of

Value = TypeVar("Value")
Span = draft.Span


class NotByItself(Exception):
    """An author has to look: what changed is asked about, or nothing would be left."""


def taken_over(value: Value, source: str, comparison: Comparison) -> Value:
    """`value` as the new version of the source has it, with its places there. Raises NotByItself."""
    return _Over(source, comparison).of(value)  # type: ignore[no-any-return]


class _Over:
    def __init__(self, source: str, comparison: Comparison) -> None:
        self.source = source
        self.comparison = comparison

    def of(self, value: Any) -> Any:
        match value:
            case draft.TextBlock(parts=parts):
                return draft.TextBlock(_some(filter(None, map(self.part, parts))))
            case draft.KeyPoints(points=points):
                return draft.KeyPoints(_some(self.sentences(points)))
            case draft.Glossary(terms=terms):
                return draft.Glossary(_some(filter(None, map(self.term, terms))))
            case draft.Flashcards(cards=cards):
                return draft.Flashcards(_some(filter(None, map(self.card, cards))))
            case draft.Reflection(prompt=prompt, spans=spans):
                self.still_says(prompt, spans)
                return draft.Reflection(prompt, _some(self.spans(spans)))
            case Prose():
                return self.prose(value)
            case _:
                return self.question(value)

    def changed(self, spans: Sequence[Span]) -> list[tuple[Sentence, Sentence | None]]:
        """The sentences under these places that did not stay, each with what it became."""
        found: dict[Sentence, Sentence | None] = {}
        for span in spans:
            for sentence in self.comparison.old.at(span.start, span.end) if span.source == self.source else ():
                if self.comparison.stands(sentence) is None:
                    found[sentence] = self.comparison.became.get(sentence)
        return list(found.items())

    def spans(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        """The same places in the new version; of a sentence that became another one, the whole of that; none of what went."""
        return tuple(dict.fromkeys(new for span in spans for new in self._span(span)))

    def _span(self, span: Span) -> list[Span]:
        if span.source != self.source:
            return [span]
        if place := self.comparison.place(span.start, span.end):
            return [Span(self.source, *place)]
        stretches = [
            self.comparison.stands(sentence) or _stretch(self.comparison.became.get(sentence))
            for sentence in self.comparison.old.at(span.start, span.end)
        ]
        return [Span(self.source, *stretch) for stretch in stretches if stretch]

    def sentence(self, sentence: draft.Sentence) -> draft.Sentence | None:
        """None when it went."""
        changed = self.changed(sentence.spans)
        if not changed:
            return msgspec.structs.replace(sentence, spans=self.spans(sentence.spans))
        if len(changed) > 1 or len(sentence.spans) > 1:
            raise NotByItself
        ((old, new),) = changed
        if same_words(sentence.text) == old.words:
            if new is None:
                return None
            links = carried(sentence.links, sentence.text, new.words)
            return draft.Sentence(new.words, (Span(self.source, new.start, new.end),), links)
        if new is None or not _says_once(new.words, sentence.text):
            raise NotByItself
        return msgspec.structs.replace(sentence, spans=self.spans(sentence.spans))

    def sentences(self, sentences: Sequence[draft.Sentence]) -> tuple[draft.Sentence, ...]:
        return tuple(new for sentence in sentences if (new := self.sentence(sentence)) is not None)

    def part(self, part: draft.Part) -> draft.Part | None:
        match part:
            case draft.Heading():
                new = self.sentence(draft.Sentence(part.text, part.spans))
                return draft.Heading(new.text, new.spans, part.level) if new else None
            case draft.Paragraph():
                left = self.sentences(part.sentences)
                return draft.Paragraph(left, part.label) if left else None
            case draft.Listing():
                return self.listing(part)
            case draft.Table():
                rows = [tuple(self.cell(cell) for cell in row) for row in (part.header, *part.rows)]
                return draft.Table(rows[0], tuple(rows[1:]))
            case draft.Code():
                return self.code(part)
            case draft.Picture():
                return self.picture(part)

    def code(self, code: draft.Code) -> draft.Code:
        if self.changed(code.spans):
            raise NotByItself
        return msgspec.structs.replace(code, spans=self.spans(code.spans))

    def picture(self, picture: draft.Picture) -> draft.Picture | None:
        """None when it went."""
        if all(span.source != self.source for span in picture.spans):
            return picture
        place = self.comparison.new.picture(picture.hash)
        return msgspec.structs.replace(picture, spans=(Span(self.source, *place),)) if place else None

    def listing(self, part: draft.Listing) -> draft.Listing | None:
        items = [new for item in part.items if (new := self.item(item))]
        if part.ordered and self.reordered([item.sentences[0] for item in part.items if item.sentences]):
            if any(item.depth for item in items):
                raise NotByItself
            items.sort(key=lambda item: item.sentences[0].spans)
        return msgspec.structs.replace(part, items=tuple(items)) if items else None

    def item(self, item: draft.ListItem) -> draft.ListItem | None:
        left = self.sentences(item.sentences)
        pictures = tuple(new for picture in item.pictures if (new := self.picture(picture)))
        codes = tuple(map(self.code, item.codes))
        return msgspec.structs.replace(item, sentences=left, pictures=pictures, codes=codes) if left else None

    def reordered(self, sentences: Sequence[draft.Sentence]) -> bool:
        spans = [sentence.spans[0] for sentence in sentences if sentence.spans]
        return self.comparison.order_change([(s.start, s.end) for s in spans if s.source == self.source]) is not None

    def cell(self, cell: draft.Sentence) -> draft.Sentence:
        new = self.sentence(cell)
        if new is None:
            raise NotByItself
        return new

    def term(self, term: draft.Term) -> draft.Term | None:
        meaning = self.sentence(term.meaning)
        return draft.Term(term.term, meaning, term.also) if meaning else None

    def card(self, card: draft.Card) -> draft.Card | None:
        changed = self.changed(card.spans)
        if any(new is None for _old, new in changed):
            return None
        said = {old.words: new.words for old, new in changed if new}
        if card.back in said:
            return draft.Card(card.front, said[card.back], self.spans(card.spans))
        self.still_says(f"{card.front} {card.back}", card.spans)
        return draft.Card(card.front, card.back, self.spans(card.spans))

    def prose(self, value: Prose) -> Prose:
        markdown, cited = value.markdown, []
        for sentence in value.cited:
            new = self.sentence(sentence)
            if self.changed(sentence.spans) and (new is None or new.text != sentence.text):
                markdown = self._rewritten(markdown, sentence, new)
            if new is not None:
                cited.append(new)
        if not markdown.strip():
            raise NotByItself
        return Prose(markdown, tuple(cited))

    def _rewritten(self, markdown: str, old: draft.Sentence, new: draft.Sentence | None) -> str:
        text = Text(markdown, self.comparison.old.language)
        place = next(((s.start, s.end) for s in text.sentences if s.words == same_words(old.text)), None)
        if place is None:
            raise NotByItself
        span = new.spans[0] if new else None
        said = same_words(self.comparison.new.markdown[span.start : span.end]) if span else ""
        return markdown[: place[0]] + said + markdown[place[1] :]

    def question(self, question: Any) -> Any:
        explanation = self.sentences(question.explanation)
        spans = _some(self.spans(question.spans))
        match question:
            case draft.Gap() | draft.Numeric():
                changed = self.gap(question)
            case draft.Ordering():
                changed = {"items": self.items(question.items)}
            case draft.Matching():
                changed = {"pairs": tuple(draft.Pair(self.cell(p.left), self.cell(p.right)) for p in question.pairs)}
            case draft.OpenAnswer():
                self.still_says(question.model, question.spans)
                changed = {}
            case _:
                changed = self.choice(question)
        if "quote" in question.__struct_fields__ and question.quote:
            changed["quote"] = self.quote(question)
        else:
            self.still_says(question.stem, question.spans)
        return msgspec.structs.replace(question, explanation=explanation, spans=spans, **changed)

    def quote(self, question: Any) -> str:
        for old, new in self.changed(question.spans):
            if same_words(question.quote) == old.words:
                if new is None:
                    raise NotByItself
                return new.words
        self.still_says(question.quote, question.spans)
        return str(question.quote)

    def choice(self, question: Any) -> dict[str, Any]:
        options = []
        for option in question.options:
            self.still_says(option.text, option.spans)
            if option.correct:
                self.still_says(option.text, question.spans)
            options.append(draft.Option(option.text, option.correct, self.spans(option.spans)))
        return {"options": tuple(options)}

    def items(self, items: Sequence[draft.Sentence]) -> tuple[draft.Sentence, ...]:
        """In the order in which they stand now."""
        now = [self.cell(item) for item in items]
        if self.reordered(items):
            now.sort(key=lambda item: item.spans)
        return tuple(now)

    def gap(self, question: draft.Gap | draft.Numeric) -> dict[str, Any]:
        asked = question.shown if isinstance(question, draft.Numeric) else question.answer
        whole = same_words(f"{question.before}{asked}{question.after}")
        for old, new in self.changed(question.spans):
            if old.words == whole:
                return self._gap_in(question, asked, new)
        self.still_says(whole, question.spans)
        return {}

    def _gap_in(self, question: draft.Gap | draft.Numeric, asked: str, new: Sentence | None) -> dict[str, Any]:
        if new is None:
            raise NotByItself
        if _says_once(new.words, asked):
            before, after = re.split(rf"(?<!\w){re.escape(asked)}(?!\w)", new.words)
            return {"before": before, "after": after}
        number = re.fullmatch(
            rf"{re.escape(same_words(question.before))}\s*(.+?)\s*{re.escape(same_words(question.after))}", new.words
        )
        answer = read_number(number[1]) if number and isinstance(question, draft.Numeric) else None
        if number is None or answer is None:
            raise NotByItself
        return {"answer": answer, "shown": number[1]}

    def still_says(self, text: str, spans: Sequence[Span]) -> None:
        """Raises NotByItself when words of `text` went from the sentences under these places, or a sentence itself did."""
        for old, new in self.changed(spans):
            lost = set(words_of(old.words)) - set(words_of(new.words) if new else ())
            if new is None or lost.intersection(words_of(text)):
                raise NotByItself


def _some(values: Any) -> tuple[Any, ...]:
    found = tuple(values)
    if not found:
        raise NotByItself
    return found


def _stretch(sentence: Sentence | None) -> tuple[int, int] | None:
    return (sentence.start, sentence.end) if sentence else None


def _says_once(words: str, phrase: str) -> bool:
    return len(re.findall(rf"(?<!\w){re.escape(same_words(phrase))}(?!\w)", words)) == 1
