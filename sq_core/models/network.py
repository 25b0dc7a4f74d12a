"""Who stands between whom: centrality in the network of partners, and how well it works together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sq_core.models.checks import not_negative, outside, positive, too_few
from sq_core.words import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STRENGTH = Text("联系强度", "Strength of a link")


@dataclass(frozen=True, slots=True)
class Link:
    """A link between two partners; the stronger it is the nearer they are (distance = 1 / strength)."""

    first: str
    second: str
    strength: float = 1.0


@dataclass(frozen=True, slots=True)
class Centrality:
    """One partner's place: neighbours, and normalised betweenness and closeness on 0..1."""

    node: str
    degree: int
    degree_share: float
    betweenness: float
    closeness: float


@dataclass(frozen=True, slots=True)
class Network:
    """A network: its nodes in the order they appear, the share of possible links that exist, its separate parts."""

    nodes: tuple[Centrality, ...]
    density: float
    components: tuple[tuple[str, ...], ...]

    @property
    def connected(self) -> bool:
        """Whether everybody can be reached from everybody."""
        return len(self.components) <= 1


def measure_network(links: Sequence[Link], nodes: Iterable[str] = (), *, directed: bool = False) -> Network:
    """Measure a network of links; ``nodes`` adds partners that have none.

    Betweenness after Freeman (1977; Brandes 2001), normalised by the pairs; closeness after Wasserman and Faust
    (1994), which scales each separate part by its size, so that a small island does not look central. Two links
    between the same partners count as the stronger one. Raises ``OutOfRange`` for a link to oneself or a strength
    that is not positive, ``NotEnoughEvidence`` for an empty network.
    """
    import networkx  # a quarter of a second of import, kept off the server's start

    graph: Any = networkx.DiGraph() if directed else networkx.Graph()
    graph.add_nodes_from(nodes)
    for link in links:
        if link.first == link.second:
            message = Text("{name} 与自身相连。", "{name} is linked to itself.")
            raise outside(message.fill(name=link.first), Text("请删去这条联系。", "Leave that link out."))
        distance = 1.0 / positive(link.strength, STRENGTH)
        if graph.has_edge(link.first, link.second):
            distance = min(distance, graph[link.first][link.second]["distance"])
        graph.add_edge(link.first, link.second, distance=distance)
    if not graph:
        raise too_few(Text("节点", "Nodes"), 0, 1)
    weighted = len({link.strength for link in links}) > 1
    by = "distance" if weighted else None  # equal strengths: counting steps is exact, 1/strength may round
    scale = 1.0 if weighted or not links else links[0].strength
    between = networkx.betweenness_centrality(graph, normalized=True, weight=by)
    close = networkx.closeness_centrality(graph, distance=by)
    share = networkx.degree_centrality(graph)
    parts = networkx.weakly_connected_components(graph) if directed else networkx.connected_components(graph)
    order = list(graph)
    return Network(
        tuple(
            Centrality(
                str(node),
                int(graph.degree[node]),
                float(share[node]) if len(order) > 1 else 0.0,
                float(between[node]),
                float(close[node]) * scale,
            )
            for node in order
        ),
        float(networkx.density(graph)),
        tuple(tuple(node for node in order if node in part) for part in parts),
    )


def laid_out(pairs: Sequence[tuple[str, str]], nodes: Iterable[str] = ()) -> dict[str, tuple[float, float]]:
    """Place the nodes of a network on a square of side one, so that those a step apart lie near each other.

    Kamada and Kawai (1989) from a circle in the order of the nodes, so that the same network is always drawn alike.
    Parts without a link between them stand one step farther apart than the longest path.
    """
    import networkx  # kept off the server's start, as above

    graph: Any = networkx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(pair for pair in pairs if pair[0] != pair[1])
    order = list(graph)
    if len(order) < 2:
        return {str(node): (0.5, 0.5) for node in order}
    steps = dict(networkx.all_pairs_shortest_path_length(graph))
    far = max(steps[first][second] for first in order for second in steps[first]) + 1
    distances = {first: {second: steps[first].get(second, far) for second in order} for first in order}
    places = networkx.kamada_kawai_layout(graph, dist=distances, pos=networkx.circular_layout(graph))
    lows = [min(float(place[axis]) for place in places.values()) for axis in (0, 1)]
    spans = [max(float(place[axis]) for place in places.values()) - lows[axis] for axis in (0, 1)]
    return {
        str(node): (
            _within(float(places[node][0]), lows[0], spans[0]),
            _within(float(places[node][1]), lows[1], spans[1]),
        )
        for node in order
    }


def _within(place: float, low: float, span: float) -> float:
    return round((place - low) / span, 4) if span > 1e-9 else 0.5


@dataclass(frozen=True, slots=True)
class RequiredLink:
    """A link the service needs: how well it works (0 to ``required``), how well it should, how much it matters."""

    actual: float
    required: float
    weight: float = 1.0


def synergy_index(required: Sequence[RequiredLink]) -> float:
    """Tell how much of the co-operation that is needed exists: ``sum actual w / sum required w``, as a fraction.

    What a link gives beyond its need does not make up for another. Raises ``OutOfRange`` where nothing is required.
    """
    what = Text("协同程度", "Degree of co-operation")
    parts = [
        (not_negative(each.actual, what), not_negative(each.required, what), not_negative(each.weight, what))
        for each in required
    ]
    need = sum(wanted * weight for _, wanted, weight in parts)
    if need <= 0:
        raise outside(Text("没有需要的协同关系。", "No co-operation is required anywhere."))
    return sum(min(actual, wanted) * weight for actual, wanted, weight in parts) / need
