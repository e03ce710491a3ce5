"""Nominatim and Photon through geopy: off unless configured, polite, and never in the way.

The rules are those of Nominatim's usage policy: one request a second, an agent that can be
identified, answers kept, attribution shown, no bulk on the public server.
https://operations.osmfoundation.org/policies/nominatim/
"""

import json
import os
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from geopy.exc import ConfigurationError, GeocoderRateLimited, GeopyError
from geopy.geocoders import Nominatim, Photon
from geopy.location import Location

from geo.geocoding.gazetteer.index import cache_folder
from geo.geocoding.gazetteer.ranking import NONE
from geo.geocoding.online.answers import (
    Answer,
    Verdict,
    judge,
    read_nominatim,
    read_photon,
    read_stored,
)
from geo.geocoding.online.cache import AnswerCache
from geo.geocoding.online.transport import BoundedAdapter, Circuit, Throttle, within
from geo.geocoding.resolution import CITY, Candidate, Resolution

ATTRIBUTION = "© OpenStreetMap contributors, ODbL, https://www.openstreetmap.org/copyright"
SERVICE_VARIABLE = "CRISIS_MAP_GEOCODER"
URL_VARIABLE = "CRISIS_MAP_GEOCODER_URL"
AGENT_VARIABLE = "CRISIS_MAP_GEOCODER_USER_AGENT"

PUBLIC = {
    "nominatim": "https://nominatim.openstreetmap.org",
    "photon": "https://photon.komoot.io",
}
MOST_ON_PUBLIC_SERVER = 50
"""Requests of one process; beyond it is bulk, for which one runs a server of one's own."""

_ANSWERS = 10
_DEADLINE_SECONDS = 6.0
# what geopy's parsers raise on an answer that is JSON and not the service's format
_MALFORMED = (KeyError, IndexError, TypeError, ValueError, AttributeError)


@dataclass(frozen=True)
class Settings:
    """Which service, where, and under which name it is asked."""

    service: str
    url: str
    user_agent: str

    @property
    def is_public(self) -> bool:
        return self.url == PUBLIC[self.service]

    @property
    def server(self) -> str:
        """The URL without the name and password of a user."""
        parts = urlsplit(self.url)
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()

    @property
    def credit(self) -> str:
        """What a coordinate from there is credited to; no name or password of a user."""
        parts = urlsplit(self.url)
        return f"{self.service} at {parts.hostname}"


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings | None:
    """The service that the environment asks for; None for none, which is the rule.

    Raises ConfigurationError, with what to change, when it asks for something impossible.
    """
    service = environ.get(SERVICE_VARIABLE, "").strip().casefold()
    if not service:
        return None
    if service not in PUBLIC:
        raise ConfigurationError(
            f"{SERVICE_VARIABLE} is {service!r}; it may be {' or '.join(PUBLIC)}."
        )
    url = environ.get(URL_VARIABLE, "").strip().rstrip("/") or PUBLIC[service]
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
        raise ConfigurationError(f"{URL_VARIABLE} must be like https://host/path.")
    agent = environ.get(AGENT_VARIABLE, "").strip()
    if re.search(r"[^\x20-\x7e]", agent):
        raise ConfigurationError(f"{AGENT_VARIABLE} may hold printable ASCII only.")
    if url == PUBLIC[service] and not agent:
        raise ConfigurationError(
            f"Set {AGENT_VARIABLE} to a name and an e-mail address: the public {service} server "
            "serves only who can be identified."
        )
    return Settings(service, url, agent or "crisis-map")


@dataclass
class _Server:
    """What all callers of one server in this process share."""

    throttle: Throttle
    circuit: Circuit = field(default_factory=Circuit)
    asked: int = 0


_SERVERS: dict[str, _Server] = {}
_SERVERS_LOCK = threading.Lock()


def _server(settings: Settings) -> _Server:
    with _SERVERS_LOCK:
        if settings.url not in _SERVERS:
            _SERVERS[settings.url] = _Server(Throttle(1.0 if settings.is_public else 0.0))
        return _SERVERS[settings.url]


def configured(environ: Mapping[str, str] = os.environ) -> "OnlineGeocoder | None":
    """The geocoder that the environment asks for, with its cache beside the index.

    Raises ConfigurationError as `read_settings` does.
    """
    settings = read_settings(environ)
    if settings is None:
        return None
    cache = AnswerCache(cache_folder(environ) / "answers.sqlite")
    return OnlineGeocoder(settings, cache, _server(settings))


class OnlineGeocoder:
    """One online service, asked for one name at a time."""

    def __init__(
        self,
        settings: Settings,
        cache: AnswerCache,
        server: _Server | None = None,
        *,
        deadline_seconds: float = _DEADLINE_SECONDS,
    ) -> None:
        self.settings = settings
        self._cache = cache
        self._server = server or _Server(Throttle(1.0 if settings.is_public else 0.0))
        self._deadline = deadline_seconds
        self._ask = _CLIENTS[settings.service](settings, deadline_seconds)

    def locate(self, name: str, country: str | None) -> Resolution:
        """Never raises; what went wrong is the resolution's reason."""
        answers, problem = self._answers(name, country)
        if problem:
            return Resolution(name, reason=f"{self.settings.credit}: {problem}")
        verdict = judge(name, answers, country)
        if verdict.match == NONE:
            return Resolution(
                name, reason=f"{self.settings.credit} has no settlement of this name."
            )
        return _resolution(name, verdict, self.settings)

    def _answers(self, name: str, country: str | None) -> tuple[list[Answer], str | None]:
        key = json.dumps([self.settings.service, self.settings.server, name, country])
        stored = self._cache.get(key)
        if stored is not None:
            return [answer for raw in stored if (answer := read_stored(raw))], None
        if refusal := self._refusal():
            return [], refusal
        answers, problem = self._fetch(name, country)
        if problem is None:
            self._cache.put(key, [answer.as_json() for answer in answers])
        return answers, problem

    def _refusal(self) -> str | None:
        if why := self._server.circuit.why_open():
            return why
        if self.settings.is_public and self._server.asked >= MOST_ON_PUBLIC_SERVER:
            return (
                f"The public server is asked {MOST_ON_PUBLIC_SERVER} times at most; for more, "
                f"name a server of your own in {URL_VARIABLE}."
            )
        return None

    def _fetch(self, name: str, country: str | None) -> tuple[list[Answer], str | None]:
        server = self._server
        server.throttle.wait()
        server.asked += 1
        try:
            answers = within(self._deadline, lambda: self._ask(name, country))
        except GeocoderRateLimited as error:
            pause = error.retry_after if error.retry_after is not None else Circuit.PAUSE_SECONDS
            return self._failed("The server asks for fewer requests (429).", pause)
        except GeopyError as error:
            return self._failed(_explain(error))
        except _MALFORMED:
            return self._failed("The answer is not in the service's format.")
        server.circuit.succeeded()
        return answers, None

    def _failed(self, why: str, pause: float | None = None) -> tuple[list[Answer], str]:
        self._server.circuit.failed(why, pause_seconds=pause)
        return [], why


def _explain(error: GeopyError) -> str:
    text = " ".join(str(error).split())[:200]
    return f"The request failed ({type(error).__name__.removeprefix('Geocoder')}: {text})."


def _connection(settings: Settings, deadline: float) -> dict[str, Any]:
    parts = urlsplit(settings.url)
    return {
        "scheme": parts.scheme,
        "domain": settings.url.split("://", 1)[1],
        "user_agent": settings.user_agent,
        "timeout": deadline,
        "adapter_factory": BoundedAdapter,
    }


Ask = Callable[[str, str | None], list[Answer]]


def _nominatim(settings: Settings, deadline: float) -> Ask:
    client = Nominatim(**_connection(settings, deadline))

    def ask(name: str, country: str | None) -> list[Answer]:
        found = client.geocode(
            name,
            exactly_one=False,
            limit=_ANSWERS,
            country_codes=country.lower() if country else None,
            featuretype="settlement",
            addressdetails=True,
            namedetails=True,
            language="en",
        )
        return _read_all(found, read_nominatim)

    return ask


def _photon(settings: Settings, deadline: float) -> Ask:
    client = Photon(**_connection(settings, deadline))

    def ask(name: str, country: str | None) -> list[Answer]:
        found = client.geocode(
            name, exactly_one=False, limit=_ANSWERS, osm_tag="place", language="en"
        )
        return _read_all(found, read_photon)

    return ask


_CLIENTS: dict[str, Callable[[Settings, float], Ask]] = {
    "nominatim": _nominatim,
    "photon": _photon,
}


def _read_all(found: list[Location] | None, read: Callable[[Any], Answer | None]) -> list[Answer]:
    """The entries that make sense; a TypeError when there are entries and none does."""
    answers = [answer for location in found or () if (answer := read(location.raw))]
    if found and not answers:
        raise TypeError("no entry of the answer is in the service's format")
    return answers


def _resolution(query: str, verdict: Verdict, settings: Settings) -> Resolution:
    candidates = tuple(_candidate(answer, verdict) for answer in verdict.answers[:5])
    listed = "; ".join(map(str, candidates))
    return Resolution.of(
        query,
        candidates,
        kind=CITY,
        ambiguous=verdict.ambiguous,
        geocoded_by=settings.credit,
        precision=1,
        reason=f"Several places have this name: {listed}." if verdict.ambiguous else None,
    )


def _candidate(answer: Answer, verdict: Verdict) -> Candidate:
    return Candidate(
        name=answer.name,
        latitude=answer.latitude,
        longitude=answer.longitude,
        country=answer.country,
        admin1=answer.admin1,
        timezone=None,
        geonames_id=None,
        score=verdict.score,
        match=verdict.match,
    )
