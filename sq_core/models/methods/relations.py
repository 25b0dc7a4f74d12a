"""Adapters: networks of partners, path models between constructs."""

from __future__ import annotations

import re

from sq_core.models.methods.columns import columns_of
from sq_core.models.methods.inputs import Inputs, is_list, label
from sq_core.models.methods.registry import Answer, Method
from sq_core.models.network import Link, measure_network
from sq_core.models.path_model import ECSI_PATHS, Path, Scheme, fit_path_model
from sq_core.words import Text

_SCHEMES: dict[str, Scheme] = {
    "centroid": "centroid",
    "a": "centroid",
    "factorial": "factorial",
    "b": "factorial",
    "path": "path",
    "pathweighting": "path",
    "c": "path",
}


def _node(inputs: Inputs, *names: str) -> str:
    name, value = inputs.found(*names)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise inputs.wrong(name, Text("节点的名称", "the name of a node"))
    return label(value) if isinstance(value, float) else str(value)


def _network(inputs: Inputs) -> Answer:
    """Betweenness, closeness and degree by node, density, and the separate parts; a third entry is a link's strength."""
    links = [
        Link(
            _node(each, "source", "from", "a"),
            _node(each, "target", "to", "b"),
            each.number_or(1.0, "strength", "weight"),
        )
        for each in _edges(inputs)
    ]
    nodes = inputs.words("nodes") if inputs.has("nodes") else []
    found = measure_network(links, nodes, directed=inputs.flag("directed"))
    return {
        "betweenness": {each.node: each.betweenness for each in found.nodes},
        "closeness": {each.node: each.closeness for each in found.nodes},
        "degree": {each.node: each.degree for each in found.nodes},
        "degree_centrality": {each.node: each.degree_share for each in found.nodes},
        "density": found.density,
        "components": found.components,
        "connected": found.connected,
    }


def _edges(inputs: Inputs) -> list[Inputs]:
    if not inputs.has("edges", "links") and inputs.has("nodes"):
        return []
    return inputs.records("edges", "links", positional=("source", "target", "strength"))


def _paths(inputs: Inputs) -> tuple[Path, ...]:
    """Read paths written "A->B" or [A, B]; the satisfaction index's own where none are given."""
    if not inputs.has("paths", "inner_model"):
        return ECSI_PATHS
    name, value = inputs.found("paths", "inner_model")
    if not is_list(value):
        raise inputs.wrong(name, Text("一列路径，如 A->B", "a list of paths such as A->B"))
    return tuple(_path(inputs, name, each) for each in value)


def _path(inputs: Inputs, name: str, written: object) -> Path:
    ends = re.split(r"\s*->\s*", written.strip()) if isinstance(written, str) else written
    if is_list(ends) and len(ends) == 2:
        start, end = ends
        if isinstance(start, str) and isinstance(end, str) and start and end:
            return start, end
    raise inputs.wrong(name, Text("一列路径，如 A->B", "a list of paths such as A->B"))


def _pls_path(inputs: Inputs) -> Answer:
    """Paths ``A->B``, loadings, weights and R-squared; without ``paths`` the structure is that of the ECSI."""
    blocks = inputs.inner("blocks")
    if not blocks.values:
        raise inputs.wrong("blocks", Text("构念与其题项", "constructs with their questions"))
    found = fit_path_model(
        columns_of(inputs),
        {name: blocks.words(name) for name in blocks.values},
        _paths(inputs),
        inputs.choice(_SCHEMES, "centroid", "scheme"),
        inputs.number_or(1e-7, "tolerance", "tol"),
    )
    return {
        "paths": {f"{start}->{end}": value for (start, end), value in found.paths.items()},
        "total_effects": {f"{start}->{end}": value for (start, end), value in found.totals.items()},
        "loadings": found.loadings,
        "weights": found.weights,
        "r2": found.r_squared,
        "n": found.n,
        "rounds": found.rounds,
    }


RELATIONS = (
    Method("network_centrality", "network", Text("网络中心性", "Network centrality"), _network),
    Method("pls_path", "chain_path", Text("路径模型", "Path model"), _pls_path),
)
