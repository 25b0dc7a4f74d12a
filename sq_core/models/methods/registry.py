"""What a method is, and how its answer is made fit for JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sq_core.models.methods.inputs import Inputs

if TYPE_CHECKING:
    from collections.abc import Callable

    from sq_core.words import Text

Answer = dict[str, object]


@dataclass(frozen=True, slots=True)
class Method:
    """A model that can be run on its own: its kind, the area it belongs to, its name, and how it answers.

    Where the inputs hold ``cases`` the method is run on each, filled up by the inputs around it, and every output
    becomes a list; a case that is a list is read by ``positional``. ``own_cases`` says the adapter does that itself.
    """

    kind: str
    area: str
    title: Text
    answer: Callable[[Inputs], Answer]
    positional: tuple[str, ...] = ()
    own_cases: bool = False


def over_cases(inputs: Inputs, answer: Callable[[Inputs], Answer], positional: tuple[str, ...] = ()) -> Answer:
    """Answer every case and turn the answers into columns; an output that some case lacks is None there."""
    around = {key: value for key, value in inputs.values.items() if key != "cases"}
    answers = [
        answer(Inputs(inputs.kind, {**around, **case.values}, case.where))
        for case in inputs.records("cases", positional=positional)
    ]
    keys = dict.fromkeys(key for each in answers for key in each)
    return {key: [each.get(key) for each in answers] for key in keys}


def plain(value: object) -> object:
    """Turn an answer into what JSON can hold; what is not finite is not known and becomes None."""
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple | np.ndarray):
        return [plain(each) for each in value]
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating):
        return float(value) if math.isfinite(value) else None
    return value
