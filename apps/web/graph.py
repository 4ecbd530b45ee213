"""The prerequisite graph of the map: modules from top to bottom, arcs to the left of them."""

from dataclasses import dataclass

from apps.web.course import Course, ModuleView

STEP = 37  # units between two modules
TOP = 20
X = 170  # where the circles stand


@dataclass(frozen=True)
class Node:
    view: ModuleView
    y: int


@dataclass(frozen=True)
class Arc:
    path: str
    here: bool


@dataclass(frozen=True)
class Graph:
    nodes: list[Node]
    arcs: list[Arc]
    height: int


def graph_of(course: Course) -> Graph:
    nodes = [Node(view, TOP + STEP * place) for place, view in enumerate(course.modules)]
    by_number = {node.view.module.number: node for node in nodes}
    arcs = [
        Arc(_path(by_number[number].y, node.y), node.view.here or by_number[number].view.here)
        for node in nodes
        for number in node.view.requires
    ]
    arcs.sort(key=lambda arc: arc.here)  # those of the present module are drawn last, on top
    return Graph(nodes, arcs, TOP * 2 + STEP * max(len(nodes) - 1, 0))


def _path(upper: int, lower: int) -> str:
    """From below the upper circle to above the lower one, bowing further out the longer it is."""
    span = abs(lower - upper) // STEP
    bow = max(20, X - 14 - 14.5 * span)
    bend = 7 if span == 1 else 14
    return f"M{X} {upper + 7}C{bow:g} {upper + bend} {bow:g} {lower - bend} {X - 3} {lower - 6}"
