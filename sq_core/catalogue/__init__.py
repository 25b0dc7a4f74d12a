"""The catalogue of facts and metrics: every formula once, in a file, with its head."""

from sq_core.catalogue.calendar import GRAINS, Calendar, Grain
from sq_core.catalogue.catalogue import MEASURES, Catalogue, build_catalogue
from sq_core.catalogue.metric import Metric, read_metric
from sq_core.catalogue.reading import Better, Broken, Point, Reading, Status
from sq_core.catalogue.status import UNTRUSTED, signed_status, status_words
from sq_core.catalogue.titles import fact_title

__all__ = [
    "GRAINS",
    "MEASURES",
    "UNTRUSTED",
    "Better",
    "Broken",
    "Calendar",
    "Catalogue",
    "Grain",
    "Metric",
    "Point",
    "Reading",
    "Status",
    "build_catalogue",
    "fact_title",
    "read_metric",
    "signed_status",
    "status_words",
]
