"""Loops: statements or sources that rest on each other (strongly connected components, Tarjan 1972)."""

from collections.abc import Iterable, Mapping


def find_loops(out: Mapping[int, Iterable[int]]) -> list[list[int]]:
    """The strongly connected components with more than one vertex, each sorted, in order of their first vertex.

    Only vertices that are keys of ``out`` are looked at. Iterative, so that a long chain does not exhaust the stack.
    """
    order: dict[int, int] = {}
    lowest: dict[int, int] = {}
    on_stack: set[int] = set()
    stack: list[int] = []
    loops: list[list[int]] = []
    for root in out:
        if root in order:
            continue
        work = [(root, iter(out[root]))]
        order[root] = lowest[root] = len(order)
        stack.append(root)
        on_stack.add(root)
        while work:
            vertex, successors = work[-1]
            for successor in successors:
                if successor not in out:
                    continue
                if successor not in order:
                    order[successor] = lowest[successor] = len(order)
                    stack.append(successor)
                    on_stack.add(successor)
                    work.append((successor, iter(out[successor])))
                    break
                if successor in on_stack:
                    lowest[vertex] = min(lowest[vertex], order[successor])
            else:
                work.pop()
                if work:
                    lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[vertex])
                if lowest[vertex] == order[vertex]:
                    component = _unwind(stack, on_stack, vertex)
                    if len(component) > 1:
                        loops.append(sorted(component))
    return sorted(loops)


def find_name_loops(cites: Mapping[str, Iterable[str]]) -> list[tuple[str, ...]]:
    """The same among names: the groups of sources that cite each other, directly or through others."""
    names = sorted({*cites, *(name for cited in cites.values() for name in cited)})
    number = {name: index for index, name in enumerate(names)}
    out = {number[name]: sorted(number[other] for other in cites.get(name, ())) for name in names}
    return [tuple(names[index] for index in loop) for loop in find_loops(out)]


def _unwind(stack: list[int], on_stack: set[int], vertex: int) -> list[int]:
    component: list[int] = []
    while not component or component[-1] != vertex:
        component.append(stack.pop())
        on_stack.discard(component[-1])
    return component
