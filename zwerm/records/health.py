from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db.models import Count, QuerySet

from zwerm.language.gateway import ModelFailed, look_at
from zwerm.operations.registry import Figures, Gauge, Health
from zwerm.records.actions.converse import endpoint
from zwerm.records.actions.exchange import behind
from zwerm.records.models import Cursor, Statement, Store, Uncounted
from zwerm.records.projection import lag, projections

FAR_BEHIND = 1000
PATIENCE = 5.0
_CATCHES_UP = "It catches up by itself: zwerm run, or zwerm worker."
# A store that was away for a night is no alarm.
LONG = timedelta(hours=24)


def look_at_projections() -> Health:
    """How far each projection is behind the statements, since when one cannot go on, and what it had to pass by."""
    behind_by, passed_by = lags(), uncounted()
    failing = {one.projection: one for one in _live() if one.failing_since}
    told = []
    for name, count in behind_by.items():
        how = f"{name} {count} behind"
        if one := failing.get(name):
            how += f", failing since {one.failing_since:%Y-%m-%d %H:%M} ({one.says})"
        if passed_by[name]:
            kinds = (
                Uncounted.objects.live().filter(cursor__projection=name).order_by("says").values_list("says", flat=True)
            )
            how += f", {passed_by[name]:.0f} statements not counted ({', '.join(kinds.distinct())})"
        told.append(how)
    says = ", ".join(told)
    if failing:
        return Health(
            "bad", says, "The log of background work tells what happened. It goes on by itself as soon as it can."
        )
    if any(passed_by.values()):
        return Health(
            "bad",
            says,
            "All others count. The log tells which statements and what happened; after an update: zwerm rebuild, with the name of each.",
        )
    if any(count > FAR_BEHIND for count in behind_by.values()):
        return Health("bad", says, f"Is background work running? {_CATCHES_UP}")
    return Health("good", says, _CATCHES_UP if any(behind_by.values()) else "")


def lags() -> Figures:
    return {name: lag(projection) for name, projection in sorted(projections.items())}


def uncounted() -> Figures:
    there = Uncounted.objects.live().values_list("cursor__projection").annotate(number=Count("pk"))
    return dict.fromkeys(sorted(projections), 0) | dict(there.filter(cursor__projection__in=projections))


def failing_since() -> Figures:
    """In seconds since 1970, as Prometheus tells moments; 0 where all is well."""
    since = {one.projection: one.failing_since.timestamp() for one in _live() if one.failing_since}
    return dict.fromkeys(sorted(projections), 0) | since


def _live() -> QuerySet[Cursor]:
    return Cursor.objects.filter(live=True, projection__in=projections)


def stores_behind() -> Figures:
    return {store.name: behind(store) for store in Store.objects.all() if not store.comes_here}


def statements() -> Figures:
    """Without counting them: numbers that a transaction took and gave up are in it."""
    return {"": Statement.objects.last_sequence()}


GAUGES = (
    Gauge("zwerm_projection_lag_statements", "How many statements a projection is behind.", lags, of="projection"),
    Gauge(
        "zwerm_projection_failing_since_seconds",
        "Since when a projection cannot go on, in seconds since 1970; 0 when all is well.",
        failing_since,
        of="projection",
    ),
    Gauge(
        "zwerm_projection_uncounted_statements",
        "How many statements a projection could not count and passed by.",
        uncounted,
        of="projection",
    ),
    Gauge("zwerm_store_lag_statements", "How many statements another store has yet to get.", stores_behind, of="store"),
    Gauge("zwerm_statements", "About how many statements were ever written.", statements),
)


def look_at_model() -> Health:
    """Whether the language model answers. Asks for its list of models: that costs nothing."""
    model = endpoint()
    if not model.is_on:
        return Health(
            "off", "no language model: answers and courses are made without one", "See docs/run/language-model.md."
        )
    try:
        known = look_at(model, seconds=PATIENCE)
    except ModelFailed as failure:
        return Health(
            "bad", f"{model.url}: {failure}", "Check ZWERM_MODEL_URL and ZWERM_MODEL_KEY. All works without it."
        )
    if known and model.model not in known:
        return Health(
            "bad", f"{model.url} answers, but knows no {model.model}", f"Set ZWERM_MODEL_NAME: {', '.join(known[:8])}."
        )
    return Health("good", f"{model.model} at {model.url}")


def look_at_stores() -> Health:
    """Whether statements go to and come from other stores, and how far they are behind."""
    told, long = [], False
    for store in Store.objects.all():
        how = f"{store.arrived} fetched" if store.comes_here else f"{behind(store)} behind"
        if store.lost_its_space:
            how += ", stopped: its space is gone"
        elif store.paused:
            how += ", paused"
        elif store.failing_since:
            how += f", failing since {store.failing_since:%Y-%m-%d %H:%M}: {store.says}"
            long = long or datetime.now(UTC) - store.failing_since > LONG
        if count := store.refused.count():
            how += f", {count} refused"
        told.append(f"{store.name} {how}")
    if not told:
        return Health("off", "no other store: statements stay here")
    says = "; ".join(told)
    if long:
        return Health(
            "bad",
            says,
            "Look under Administration, Statements, Other stores. Nothing is lost: it goes on when it answers.",
        )
    return Health("good", says)
