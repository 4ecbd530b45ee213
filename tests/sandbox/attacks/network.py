"""Open any kind of socket."""

# expect: passed
import socket


def attack():
    for family in (
        socket.AF_INET,
        socket.AF_INET6,
        socket.AF_UNIX,
        socket.AF_NETLINK,
        socket.AF_PACKET,
    ):
        try:
            socket.socket(
                family, socket.SOCK_RAW if family == socket.AF_PACKET else socket.SOCK_STREAM
            )
        except OSError:
            continue
        return family.name
    return "contained"
