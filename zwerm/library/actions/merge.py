"""Making two items one, and undoing it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from zwerm.library.actions.editing import keep_session
from zwerm.library.actions.move import may_move
from zwerm.library.actions.refusals import NotAllowed, NotKept
from zwerm.library.actions.revise import may_revise, revise_item
from zwerm.library.actions.talk.places import keep_places
from zwerm.library.actions.upkeep import may_keep
from zwerm.library.actions.written import activity, refresh_links
from zwerm.library.models import Comment, Credit, Following, Item, ItemSkill, Link, Mention, Merger, Room
from zwerm.library.registry import sight_followers
from zwerm.people.models import Person
from zwerm.records.actions import record
from zwerm.search.actions import touch
from zwerm.skills.registry import MOST_ON_A_THING


def same_readers(one: Item, other: Item) -> bool:
    """Whether whoever reads the one reads the other: else merging would show or hide something by itself."""
    return one.space_id == other.space_id or (one.space.open and other.space.open)


def may_merge(person: Person, kept: Item, gone: Item) -> bool:
    """Who might move the one that goes away. Who may not change the one that stays can only leave that as it is."""
    seen = Item.objects.visible_to(person).published().filter(id=kept.id)
    return kept.id != gone.id and may_move(person, gone) and seen.exists()


def written_in(items: Sequence[Item]) -> list[Item]:
    """Those in which colleagues wrote what is in no version yet."""
    here = set(Room.objects.filter(item__in=items, changed__isnull=False).values_list("item", flat=True))
    return [item for item in items if item.id in here]


def keep_writing(person: Person, kept: Item, gone: Item) -> None:
    """Make versions of what colleagues are writing in either, before they become one.

    Raises NotKept when there was something: whoever merges has not read it yet. NotAllowed as merge_items does.
    """
    if not may_merge(person, kept, gone):
        raise NotAllowed
    new = [item for item in written_in([kept, gone]) if keep_session(item.id).current_id != item.current_id]
    if new:
        raise NotKept(
            _(
                "Colleagues are writing in “%(title)s”. What they wrote stands above now. See what of it belongs in the text."
            )
            % {"title": new[0].title}
        )


def seen_of(kept: Item, gone: Item) -> str:
    """Which texts stand side by side: `merge_items` makes one of those and of no others."""
    return f"{kept.current_id}.{gone.current_id}"


@transaction.atomic
def merge_items(person: Person, kept: Item, gone: Item, title: str, text: str, seen: str = "") -> Merger:
    """`kept` says `text` from now on, for both; the address of `gone` leads there, and its versions stay to be read.

    Comments and followers come along, and credits and skills when the text is for both. Raises NotAllowed, or NotKept with a reason to show: also when one
    was changed since both were `seen` (seen_of).
    """
    locked = Item.objects.select_for_update(of=("self",)).select_related("space", "current")
    found = {item.id: item for item in locked.filter(id__in=[kept.id, gone.id]).order_by("id")}
    kept, gone = found[kept.id], found[gone.id]
    if not may_merge(person, kept, gone):
        raise NotAllowed
    if not same_readers(kept, gone):
        raise NotKept(_("Not the same colleagues read these. Move one of them first."))
    if seen and seen != seen_of(kept, gone):
        raise NotKept(
            _(
                "One of the two was changed while you were reading. What stands above is the newest; your text is kept below. See what of it belongs in there."
            )
        )
    before = kept.version
    changes = may_revise(person, kept)
    if not changes and (title, text) != (kept.title, before.text):
        raise NotAllowed
    note = _("Together with “%(title)s”") % {"title": gone.title[:200]}
    after = revise_item(person, kept, title, text, note=note) if changes else before
    now = datetime.now(UTC)
    merger = Merger.objects.create(gone=gone, kept=kept, before=before, after=after, person=person, when=now)
    Item.objects.filter(id=gone.id).update(merged_into=kept)
    _bring_along(merger, credit=changes)
    record(person, "merged", activity(gone), space=kept.space)
    touch("item", gone.id)
    for tell in sight_followers.values():
        tell(gone.id)
    return merger


@transaction.atomic
def undo_merger(person: Person, merger: Merger) -> bool:
    """Two items again. What `kept` said before comes back, unless it was changed since: then the answer is False.

    Raises NotAllowed, and NotKept when `kept` became part of another one itself: what came along with it is there.
    """
    merger = (
        Merger.objects.select_for_update(of=("self",))
        .select_related("gone", "kept__current", "kept__merged_into", "before", "after")
        .get(id=merger.id)
    )
    gone, kept = merger.gone, merger.kept
    if merger.undone is None and kept.merged_into is not None:
        raise NotKept(_why_later(person, kept, kept.merged_into))
    if merger.undone is not None or not may_undo(person, merger):
        raise NotAllowed
    Merger.objects.filter(id=merger.id).update(undone=datetime.now(UTC))
    Item.objects.filter(id=gone.id).update(merged_into=None)
    gone.merged_into = None
    _hang_comments(gone, Comment.objects.filter(Q(id__in=merger.comments, item=kept) | Q(thread__in=merger.comments)))
    Credit.objects.filter(id__in=merger.credits).delete()
    ItemSkill.objects.filter(id__in=merger.skills).delete()
    _let_followers_go(merger)
    is_as_it_was = _say_as_before(person, merger)
    refresh_links(_linking_to(gone, kept))
    touch("item", gone.id)
    return is_as_it_was


def may_undo(person: Person, merger: Merger) -> bool:
    """Who may change the one that stayed; when its text did not change, also who let the other go, or looks after that one's space."""
    if may_revise(person, merger.kept):
        return True
    same = merger.before_id == merger.after_id
    return same and (merger.person_id == person.id or may_keep(person, merger.gone.space))


def _bring_along(merger: Merger, *, credit: bool) -> None:
    gone, kept = merger.gone, merger.kept
    comments = Comment.objects.filter(item=gone)
    merger.comments = [str(id) for id in comments.filter(thread__isnull=True).values_list("id", flat=True)]
    _hang_comments(kept, comments)
    known, last = set(kept.credits.values_list("name", flat=True)), kept.credits.count()
    new = [one for one in gone.credits.all() if one.name not in known] if credit else []
    made = [
        Credit.objects.create(item=kept, person_id=one.person_id, name=one.name, position=last + place)
        for place, one in enumerate(new)
    ]
    merger.credits = [credit.id for credit in made]
    merger.skills = _tell_along(kept, gone) if credit else []
    merger.save(update_fields=["comments", "credits", "skills"])
    _follow_along(kept, Following.objects.filter(item=gone, muted=False))
    links = [Link(origin_id=origin, target=kept) for origin in _origins(gone) if origin != kept.id]
    Link.objects.bulk_create(links, ignore_conflicts=True)


def _tell_along(kept: Item, gone: Item) -> list[str]:
    """What `gone` is about, `kept` is about too, as far as there is room; answers the ids of what was made."""
    there = ItemSkill.objects.filter(thing=kept).values("skill")
    told = ItemSkill.objects.filter(thing=gone).exclude(skill__in=there)[: MOST_ON_A_THING - there.count()]
    made = [ItemSkill(thing=kept, skill_id=one.skill_id, by_id=one.by_id, at=one.at) for one in told]
    return [str(one.pk) for one in ItemSkill.objects.bulk_create(made)]


def _why_later(person: Person, kept: Item, other: Item) -> str:
    if Item.objects.visible_to(person).filter(id=other.id).exists():
        words = _("“%(title)s” became part of “%(other)s” after that. Take those two apart first, and then these.")
    else:
        words = _("“%(title)s” became part of something in another space after that. Those two come apart first.")
    return words % {"title": kept.title, "other": other.title}


def _hang_comments(item: Item, comments: QuerySet[Comment]) -> None:
    """They are about this item now, and who is named in them hears of it there."""
    ids = list(comments.values_list("id", flat=True))
    Comment.objects.filter(id__in=ids).update(item=item)
    Mention.objects.filter(comment__in=ids).update(item=item)
    keep_places(item, "")


def _follow_along(kept: Item, followers: Iterable[Following]) -> None:
    """`since` goes along to the letter: by that it is known later who came along."""
    Following.objects.bulk_create(
        [Following(person_id=one.person_id, item=kept, since=one.since, seen=one.seen) for one in followers],
        ignore_conflicts=True,
    )


def _let_followers_go(merger: Merger) -> None:
    """Who followed `kept` because of `gone` follows it no more; except who said something there, or follows another part of it."""
    gone, kept = merger.gone, merger.kept
    came = Following.objects.filter(item=gone, person=OuterRef("person"), since=OuterRef("since"))
    speak = Comment.objects.filter(item=kept, person=OuterRef("person"))
    go = Following.objects.filter(Exists(came), ~Exists(speak), item=kept, muted=False)
    people = list(go.values_list("person", flat=True))
    go.delete()
    others = Merger.objects.filter(kept=kept, undone__isnull=True).values("gone")
    _follow_along(kept, Following.objects.filter(item__in=others, person__in=people, muted=False))


def _say_as_before(person: Person, merger: Merger) -> bool:
    """False when the text stays, for it was changed since."""
    kept, before, after = merger.kept, merger.before, merger.after
    if before == after:
        return True
    if (kept.version.title, kept.version.text) != (after.title, after.text):
        return False
    # Of another one that was merged before this, and taken apart since, the words are in it too.
    undone = Merger.objects.filter(kept=kept, undone__isnull=False).exclude(before=F("after")).select_related("before")
    while earlier := undone.filter(after=before).first():
        before = earlier.before
    note = _("Apart again from “%(title)s”") % {"title": merger.gone.title[:200]}
    revise_item(person, kept, before.title, before.text, note=note)
    return True


def _origins(target: Item) -> QuerySet[Link, UUID]:
    return Link.objects.filter(target=target).values_list("origin", flat=True)


def _linking_to(gone: Item, kept: Item) -> QuerySet[Item]:
    """Items whose text may link to either; read again, they link to what they say."""
    return Item.objects.filter(links__target__in=[gone, kept]).select_related("current").distinct()
