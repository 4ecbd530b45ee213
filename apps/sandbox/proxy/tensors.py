"""torch tensors on the wire, and gradients through it.

A leaf tensor (a parameter, an argument) is a shared value: its data, `requires_grad` and `.grad`
are kept the same on both sides. A tensor that the learner's code computed from such leaves crosses
as data with a node in the checker's graph; when a gradient reaches that node, the learner's graph
is run backward and the gradients of the shared leaves come back. So `block(x).sum().backward()`
works in a test, and an optimiser of the test may step the learner's parameters.
"""

from __future__ import annotations

import importlib
import sys
import weakref
from typing import Any

from apps.sandbox import arrays
from apps.sandbox.proxy import torch_constants
from apps.sandbox.proxy.kinds import Kind
from apps.sandbox.proxy.peer import Peer
from apps.sandbox.proxy.torch_constants import DTYPES
from apps.sandbox.wire import Decoder, Encoder, WireError

torch: Any = importlib.import_module("torch")

_REQUIRES_GRAD, _PARAMETER, _HAS_GRAD = 1, 2, 4
_NAMES = {dtype: name for name, dtype in DTYPES.items()}
_storage_uses = getattr(torch._C, "_storage_Use_Count", None)


# Data.


def _put_data(encoder: Encoder, tensor: Any) -> None:
    data = tensor.detach()
    name = _NAMES.get(data.dtype)
    if name is None or data.layout is not torch.strided or data.device.type != "cpu":
        raise WireError(f"a {data.layout} tensor of {data.dtype} on {data.device} cannot cross")
    data = data.resolve_conj().resolve_neg()
    encoder.text(name)
    arrays.put_array(encoder, (data.view(torch.int16) if name == "bfloat16" else data).numpy())


def _get_data(decoder: Decoder) -> Any:
    name = decoder.text()
    if name not in DTYPES:
        raise WireError("no such dtype of torch")
    array = arrays.get_array(decoder)
    array.flags.writeable = True
    try:
        data = torch.from_numpy(array)
    except TypeError:
        raise WireError("torch has no such array") from None
    data = data.view(torch.bfloat16) if name == "bfloat16" else data
    if data.dtype != DTYPES[name]:
        raise WireError("a tensor of another dtype than it says")
    return data


# Leaves: shared values.


def _gradient(tensor: Any) -> Any:
    return tensor.grad if tensor.is_leaf else None


def _put_leaf(encoder: Encoder, tensor: Any) -> None:
    grad = _gradient(tensor)
    parameter = isinstance(tensor, torch.nn.Parameter)
    flags = _REQUIRES_GRAD * tensor.requires_grad | _PARAMETER * parameter
    encoder.out += bytes([flags | _HAS_GRAD * (grad is not None)])
    _put_data(encoder, tensor)
    if grad is not None:
        _put_data(encoder, grad)


def _fill_leaf(tensor: Any, decoder: Decoder) -> Any:
    (flags,) = decoder.take(1)
    data = _get_data(decoder)
    grad = _get_data(decoder) if flags & _HAS_GRAD else None
    requires = bool(flags & _REQUIRES_GRAD)
    try:
        if tensor is None:
            tensor = torch.nn.Parameter(data, requires) if flags & _PARAMETER else data
        elif tensor.shape == data.shape and tensor.dtype == data.dtype:
            tensor.data.copy_(data)  # graphs that hold the tensor take no notice, as in one process
        else:
            tensor.data = data
        if tensor.is_leaf:
            tensor.requires_grad_(requires)
            tensor.grad = grad
    except RuntimeError as error:  # a gradient of another shape, an integer that requires one
        raise WireError(f"not a tensor: {str(error)[:100]}") from None
    return tensor


class _Memory:
    """What a tensor held. `same` is called for every shared tensor before every message: it looks
    at the memory through a view made once, because `.data` can be written behind torch's back.
    """

    __slots__ = ("data", "place", "shape", "view")

    def __init__(self, tensor: Any) -> None:
        data = tensor.detach().resolve_conj().resolve_neg()
        self.shape, self.place = tensor.shape, tensor.data_ptr()
        self.view = (data.view(torch.int16) if data.dtype is torch.bfloat16 else data).numpy()
        self.data = self.view.tobytes()

    def same(self, tensor: Any) -> bool:
        moved = tensor.data_ptr() != self.place or tensor.shape != self.shape
        if moved or tensor.is_conj() or tensor.is_neg():
            now = _Memory(tensor)
            return bool(now.shape == self.shape and now.data == self.data)
        return bool(self.view.tobytes() == self.data)


class _Snapshot:
    """What a shared tensor was when both sides last agreed."""

    __slots__ = ("gradient", "memory", "requires_grad")

    def __init__(self, tensor: Any) -> None:
        self.requires_grad = tensor.requires_grad
        self.memory = _Memory(tensor)
        gradient = _gradient(tensor)
        self.gradient = None if gradient is None else _Memory(gradient)

    def same(self, tensor: Any) -> bool:
        if tensor.requires_grad != self.requires_grad or not self.memory.same(tensor):
            return False
        gradient = _gradient(tensor)
        if gradient is None or self.gradient is None:
            return gradient is self.gradient
        return self.gradient.same(gradient)


def _put_tensor(peer: Peer, value: Any, encoder: Encoder) -> None:
    if not peer.checker and value.grad_fn is not None:
        _put_result(peer, value, encoder)
        return
    share = peer.checker or value.requires_grad or _is_held(value)
    peer.shared.put(encoder, value, peer.shared.kinds[torch.Tensor], share=share)


def _is_held(value: Any) -> bool:
    """Whether something beside the answer holds the tensor or its memory."""
    if sys.getrefcount(value) > _UNHELD:
        return True
    return _storage_uses is not None and _storage_uses(value.untyped_storage()._cdata) > 2


_UNHELD = 9  # more than any tensor that only an answer holds; parameters are shared anyway


# Results: data with a node in the graph.


class _Graph:
    """The learner's tensor that a node of the checker's graph stands for."""

    def __init__(self, peer: Peer, number: int) -> None:
        self.peer, self.number = peer, number
        weakref.finalize(self, _release, weakref.ref(peer), number).atexit = False

    def leaves(self) -> list[tuple[int, Any]]:
        """Shared tensors that a gradient may be due for."""
        return [
            (number, entry.value)
            for number, entry in self.peer.shared.entries.items()
            if entry.kind.requires_grad(entry.value)
        ]


def _release(peer: weakref.ref[Peer], number: int) -> None:
    if (target := peer()) is not None:
        target.release(number, 1)


def _backward(ctx: Any, gradient: Any) -> tuple[Any, ...]:
    graph, numbers = ctx.graph, ctx.numbers
    again = torch.is_grad_enabled()  # the gradients will be differentiated themselves
    found = graph.peer.request("backward", graph.number, gradient, numbers, again)
    if type(found) is not list or len(found) != len(numbers):
        raise WireError("not one gradient a leaf")
    return (None, None, None, None, *found)


def _forward(
    ctx: Any, graph: _Graph, box: list[Any], leaves: Any, anchor: Any, *inputs: Any
) -> Any:
    ctx.graph = graph
    ctx.numbers = [number for number, _ in leaves]
    ctx.held = [value for _, value in leaves]  # so that none counts as let go
    return box.pop()


RemoteNode = type(
    "RemoteNode",
    (torch.autograd.Function,),
    {
        "forward": staticmethod(_forward),
        "backward": staticmethod(_backward),
    },
)


def _put_result(peer: Peer, value: Any, encoder: Encoder) -> None:
    number = peer.export_number(value)
    encoder.tag(b"w", number)
    _put_data(encoder, value)


def _get_result(peer: Peer, decoder: Decoder) -> Any:
    number = decoder.number()
    data = _get_data(decoder)
    if not data.dtype.is_floating_point and not data.dtype.is_complex:
        raise WireError("a result without a gradient")
    graph = _Graph(peer, number)
    leaves = graph.leaves()
    anchor = torch.empty(0, requires_grad=True)
    node: Any = RemoteNode
    return node.apply(graph, [data], leaves, anchor, *(value for _, value in leaves))


def backward(
    peer: Peer, number: int, gradient: Any, leaf_numbers: list[int], again: bool
) -> list[Any]:
    """In the learner: run the graph of one result backward; the named leaves' own gradients.

    Leaves the checker does not know yet collect theirs in `.grad`, where it will find them.
    `again`: the gradients are results with graphs of their own.
    """
    result = peer.exports[number][0]
    leaves = [peer.shared.entries[leaf].value for leaf in leaf_numbers]
    if again:
        with torch.enable_grad():
            grads = torch.autograd.grad(
                result, leaves, gradient, create_graph=True, allow_unused=True
            )
        return list(grads)
    kept = [leaf.grad for leaf in leaves]
    for leaf in leaves:
        leaf.grad = None
    with torch.enable_grad():
        torch.autograd.backward(result, gradient, retain_graph=True)
    found = [leaf.grad for leaf in leaves]
    for leaf, grad in zip(leaves, kept, strict=True):
        leaf.grad = grad
    return found


def install(peer: Peer) -> None:
    """Teach a peer torch."""
    leaf = Kind(
        b"x", torch.Tensor, _put_leaf, _fill_leaf, _Snapshot,
        lambda tensor, snapshot: snapshot.same(tensor),
        requires_grad=lambda tensor: bool(tensor.requires_grad),
    )  # fmt: skip
    peer.shared.add_kind(leaf, torch.nn.Parameter)
    for cls in (torch.Tensor, torch.nn.Parameter):
        peer.writers[cls] = lambda value, encoder: _put_tensor(peer, value, encoder)
    peer.extra_tags[b"w"] = lambda decoder: _get_result(peer, decoder)
    torch_constants.install(peer)
