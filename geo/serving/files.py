"""What the dashboard serves beside its pages: the files of the map, and its health."""

import os
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from geo.mapping.assets import version, version_of
from geo.serving.holding import Health

AN_HOUR = "public, max-age=3600"
A_YEAR = "public, max-age=31536000, immutable"


class _CachedFiles(StaticFiles):
    """Static files that browsers keep."""

    def file_response(
        self,
        full_path: str | os.PathLike[str],
        stat_result: os.stat_result,
        scope: Scope,
        status_code: int = 200,
    ) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        response.headers["Cache-Control"] = lifetime(scope, version(Path(full_path)))
        return response


def routes(
    check: Callable[[], Health],
    mounts: Mapping[str, Path],
    maps: Callable[[str], str | None],
    base_path: str = "",
) -> list[BaseRoute]:
    """The routes beside Streamlit's: ``/health``, the map by its ground, and files.

    ``mounts`` leads from a path such as /vendor/leaflet to the directory served there; ``maps``
    gives the script for the name of a ground, or None.
    """
    base = f"/{base_path.strip('/')}" if base_path.strip("/") else ""
    return [
        Route(f"{base}/health", health_endpoint(check)),
        Route(f"{base}/map/{{ground}}.js", map_endpoint(maps)),
        *(
            Mount(base + path, _CachedFiles(directory=directory, check_dir=False))
            for path, directory in mounts.items()
        ),
    ]


def map_endpoint(maps: Callable[[str], str | None]) -> Callable[[Request], Response]:
    """Answers with the script of a map by the name of its ground, or 404."""

    def answer(request: Request) -> Response:
        script = maps(request.path_params["ground"])
        if script is None:
            return Response(status_code=404)
        return Response(
            script,
            media_type="text/javascript",
            headers={"Cache-Control": lifetime(request.scope, version_of(script.encode()))},
        )

    return answer


def lifetime(scope: Scope, current: str) -> str:
    """Browsers keep for good what has its own version in its address.

    Under another version, as while a deployment moves from one to the next, they may not.
    """
    asked = scope.get("query_string", b"").decode("latin-1")
    return A_YEAR if asked == f"v={current}" else AN_HOUR


def health_endpoint(check: Callable[[], Health]) -> Callable[[Request], Awaitable[Response]]:
    """Answers 200 where there is something to show, 503 where there is nothing, with facts as JSON.

    ``check`` must not wait: it is asked in the event loop, so that health needs no thread.
    """

    async def answer(request: Request) -> Response:
        health = check()
        return JSONResponse(
            {"status": health.status, **health.facts},
            status_code=200 if health.is_good else 503,
            headers={"Cache-Control": "no-store"},
        )

    return answer
