"""The dashboard's own address, as it is written into what it serves."""

import re
from collections.abc import Iterable

from starlette.requests import Request

from geo.serving import hosts

_PORT = re.compile(r":(\d+)$")
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class Addresses:
    """Leads from a request to the address that permalinks begin with.

    Content is kept for everybody, so nothing comes into it that only a client says. The address is
    ``public_url``; without one it is where the reader found it, if that is one of ``names``,
    localhost or the socket's own address, at the socket's own port or at none; else it is only the
    path ``base``. So there are a few addresses, and not as many as clients think up.
    """

    def __init__(self, public_url: str = "", base: str = "", names: Iterable[str] = ()) -> None:
        self._public, self._base = public_url, base
        self._known = {host.lower().rstrip(".") for host in (*_THIS_MACHINE, *names)}

    def of(self, request: Request) -> str:
        """The address, with a slash at its end."""
        origin = self._public or self._origin(request) + self._base
        return f"{origin}/"

    def _origin(self, request: Request) -> str:
        host, scheme = request.headers.get("host", ""), request.scope["scheme"]
        own_name, own_port = request.scope.get("server") or ("", None)
        name, port = hosts.name_in(host), _PORT.search(host)
        is_known = name.strip("[]") in self._known | {own_name} and scheme in ("http", "https")
        is_here = port is None or port[1] == str(own_port)
        return f"{scheme}://{name}{port[0] if port else ''}" if is_known and is_here else ""
