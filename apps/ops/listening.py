"""The site's listening socket: made before all else, kept while web processes come and go."""

import errno
import http.client
import socket
from urllib.parse import urlsplit


class CannotListen(Exception):
    """HOST and PORT cannot be had; the message is one line that says what to change."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises CannotListen."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(1024)
        return listener
    except OSError as error:
        raise CannotListen(_reason(host, port, error)) from error


def _reason(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} is in use: stop what uses it, or choose another with PORT=..."
    if error.errno == errno.EACCES:
        return f"Port {port} is for root only: choose one above 1023 with PORT=..."
    return f"HOST={host} PORT={port} cannot be bound: {error.strerror}."


def answers(listener: socket.socket, site_url: str) -> bool:
    """Whether the site behind the socket says that it can serve pages."""
    host, port = listener.getsockname()[:2]
    loopback = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    connection = http.client.HTTPConnection(loopback, port, timeout=5)
    site = urlsplit(site_url)
    headers = {"Host": site.netloc, "X-Forwarded-Proto": site.scheme}
    try:
        connection.request("GET", "/healthz", headers=headers)
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
