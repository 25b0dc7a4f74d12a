"""Models on their own: a case written in JSON goes in, a JSON-able answer comes out, by the kind of the method.

The command line runs these, and so do the published cases the models are checked against. Each adapter only reads
inputs and names outputs; every formula stays in its model. Adding a model adds one line to its area's tuple.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np

from sq_core.errors import MethodUnknown, OutOfRange
from sq_core.models.methods.columns import columns_of_csv, csv_reference, with_csv
from sq_core.models.methods.drivers import DRIVERS
from sq_core.models.methods.experience import EXPERIENCE
from sq_core.models.methods.forecast import FORECAST
from sq_core.models.methods.inputs import Inputs
from sq_core.models.methods.registry import Method, over_cases, plain
from sq_core.models.methods.relations import RELATIONS
from sq_core.models.methods.reliability import RELIABILITY
from sq_core.models.methods.satisfaction import SATISFACTION
from sq_core.models.methods.spc import SPC
from sq_core.models.methods.targets import TARGETS
from sq_core.models.methods.weights import WEIGHTS
from sq_core.words import Text

__all__ = ["METHODS", "Method", "columns_of_csv", "compute", "csv_reference", "with_csv"]

METHODS: Mapping[str, Method] = MappingProxyType(
    {
        method.kind: method
        for method in (
            *SATISFACTION, *RELIABILITY, *WEIGHTS, *TARGETS, *FORECAST, *DRIVERS, *SPC, *EXPERIENCE, *RELATIONS,
        )
    }
)  # fmt: skip
"""Every method by its kind."""


def compute(kind: str, inputs: Mapping[str, object]) -> dict[str, object]:
    """Run a method on its own: ``compute("nps", {"promoters": 50, "passives": 30, "detractors": 20})``.

    Raises ``MethodUnknown`` listing the kinds there are, ``OutOfRange`` naming an input that is missing, of the wrong
    type or impossible, and ``NotEnoughEvidence`` where there is too little of it.
    """
    method = METHODS.get(kind)
    if method is None:
        message = Text("没有名为“{kind}”的方法。", "There is no method called “{kind}”.").fill(kind=str(kind))
        raise MethodUnknown(
            message, Text("可用：", "Known: ") + Text("、".join(sorted(METHODS)), ", ".join(sorted(METHODS)))
        )
    if not isinstance(inputs, Mapping) or not all(isinstance(key, str) for key in inputs):
        raise Inputs(kind, {}).wrong("inputs", Text("名称与值的对应", "names with values"))
    given = Inputs(kind, inputs)
    try:
        with np.errstate(over="raise", divide="raise", invalid="raise"):
            if given.has("cases") and not method.own_cases:
                answer = over_cases(given, method.answer, method.positional)
            else:
                answer = method.answer(given)
    except (ArithmeticError, np.linalg.LinAlgError) as cause:
        message = Text(
            "{kind}：这些数值超出了可计算的范围。", "{kind}: these numbers lead beyond what can be computed."
        )
        raise OutOfRange(
            message.fill(kind=kind), Text("请检查是否有过大或过小的数值。", "Look for a number far too large or small.")
        ) from cause
    return {key: plain(value) for key, value in answer.items()}
