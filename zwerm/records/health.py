from __future__ import annotations

from datetime import UTC, datetime, timedelta

from zwerm.language.gateway import ModelFailed, look_at
from zwerm.operations.registry import Figures, Gauge, Health
from zwerm.records.actions.converse import endpoint
from zwerm.records.actions.exchange import behind
from zwerm.records.models import Statement, Store
from zwerm.records.projection import lag, projections

FAR_BEHIND = 1000
PATIENCE = 5.0
# A store that was away for a night is no alarm.
LONG = timedelta(hours=24)


def look_at_projections() -> Health:
    """How far each projection is behind the statements."""
    told = lags()
    says = ", ".join(f"{name} {count} behind" for name, count in told.items())
    if any(count > FAR_BEHIND for count in told.values()):
        return Health("bad", says, "Is background work running? It catches up by itself: zwerm run, or zwerm worker.")
    return Health("good", says)


def lags() -> Figures:
    return {name: lag(projection) for name, projection in sorted(projections.items())}


def stores_behind() -> Figures:
    return {store.name: behind(store) for store in Store.objects.all() if not store.comes_here}


def statements() -> Figures:
    """Without counting them: numbers that a transaction took and gave up are in it."""
    return {"": Statement.objects.last_sequence()}


GAUGES = (
    Gauge("zwerm_projection_lag_statements", "How many statements a projection is behind.", lags, of="projection"),
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
