"""Every family of sockets there is, also in pairs and through a resolver."""

# expect: passed
import contextlib
import socket
import urllib.request


def attack():
    for family in range(46):
        for kind in (1, 2, 3, 5):
            with contextlib.suppress(OSError):
                return f"family {family} kind {kind}: {socket.socket(family, kind)}"
            with contextlib.suppress(OSError):
                return f"family {family}: {socket.socketpair(family, kind)}"
    for address in ("http://169.254.169.254/latest/meta-data/", "http://localhost:5432/"):
        with contextlib.suppress(OSError):
            return str(urllib.request.urlopen(address, timeout=2))
    with contextlib.suppress(OSError):
        return str(socket.getaddrinfo("example.org", 80))
    return "contained"
