from __future__ import annotations

from zwerm.language.gateway import ModelFailed, look_at
from zwerm.operations.registry import Health
from zwerm.records.actions.converse import endpoint
from zwerm.records.projection import lag, projections

FAR_BEHIND = 1000
PATIENCE = 5.0


def look_at_projections() -> Health:
    """How far each projection is behind the statements."""
    behind = {name: lag(projection) for name, projection in sorted(projections.items())}
    says = ", ".join(f"{name} {count} behind" for name, count in behind.items())
    if any(count > FAR_BEHIND for count in behind.values()):
        return Health("bad", says, "Is background work running? It catches up by itself: zwerm run, or zwerm worker.")
    return Health("good", says)


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
