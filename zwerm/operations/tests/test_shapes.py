from __future__ import annotations

import msgspec

from zwerm.operations.shapes import learn_shapes


class Known(msgspec.Struct):
    part: Later  # type: ignore[name-defined]  # noqa: F821  there only while the test says so


def test_a_shape_is_worked_out_before_a_thread_asks() -> None:
    globals()["Later"] = int
    learn_shapes()
    # Whoever asks now finds it done: nothing is looked up any more.
    del globals()["Later"]
    assert msgspec.convert({"part": 3}, Known) == Known(3)
