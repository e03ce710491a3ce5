"""Under which names this server answers, and for which sites' pages.

A page of another site can make a reader's browser ask this server, under a name of that site's
own that it has led here (DNS rebinding). So names must be known. An address in figures is no name
that anybody could lead anywhere, and localhost is the browser's own machine: both always pass.
"""

import re
from collections.abc import Collection
from ipaddress import ip_address

_HOST = re.compile(r"(?P<name>[A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?")
_ORIGIN = re.compile(r"https?://(?P<host>[^/?#@\s]+)", re.IGNORECASE)


def name_in(host: str) -> str:
    """The name in a Host header, in lower case and without its port; "" for what is no host.

    >>> name_in("Maps.Example:8501"), name_in("[::1]:80"), name_in("a/b")
    ('maps.example', '[::1]', '')
    """
    found = _HOST.fullmatch(host)
    return found["name"].lower().rstrip(".") if found else ""


def is_known(name: str, known: Collection[str]) -> bool:
    """Whether the server answers to a name; *.maps.example stands for every name below it."""
    if name == "localhost" or _is_address(name):
        return True
    return any(_matches(name, pattern.strip().lower().rstrip(".")) for pattern in known)


def _is_address(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _matches(name: str, pattern: str) -> bool:
    if pattern.startswith("*."):
        return name.endswith(pattern[1:])
    return pattern in ("*", name)


def is_same_site(origin: str, host: str) -> bool:
    """Whether a page of this origin came from this host."""
    found = _ORIGIN.fullmatch(origin)
    return found is not None and found["host"].lower() == host.lower()
