"""Break the modules that carry the conversation, in this process where they can be reached."""

# expect: error
import sys

PEER = sys.modules["apps.sandbox.proxy.peer"].Peer


def attack():
    for name in list(sys.modules):
        if name.partition(".")[0] in ("struct", "linecache", "numpy", "json", "weakref", "apps"):
            sys.modules[name] = None
    PEER._refer = PEER._export = lambda self, value, encoder: encoder.out.clear()
    return object()
