"""The dashboard: `streamlit run dashboard.py`, from any working directory."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

from geo.mapping import assets, component
from geo.serving import files, gate, index, library, maps, states
from geo.serving.errors import error_reporter
from geo.serving.feed_routes import feed_routes
from geo.serving.headers import inline_scripts
from geo.serving.settings import settings
from pages.drawing import insides
from pages.frame import menu, protocol, sheet

ROOT = Path(__file__).resolve().parent

logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
protocol.keep_logs_short()

datasets = library.current()
ahead = states.Ahead(datasets)


@asynccontextmanager
async def hold_datasets(app: st.App) -> AsyncIterator[None]:
    """Begins to read the first dataset when the server starts, before its first reader comes."""
    datasets.start()
    ahead.start()
    yield
    ahead.stop()
    datasets.stop()


def tell_reader(reference: str) -> None:
    """What a reader sees of an error in a page."""
    st.error(f"Something went wrong here. Please report it with the reference **{reference}**.")


def map_script(name: str) -> str | None:
    """The script of a map on the ground of this name, where a dataset has it that was asked for."""
    return maps.find_script(name, datasets.held().values())


base_path = st.get_option("server.baseUrlPath") or ""
allowed_hosts = st.get_option("server.allowedHosts")
feeds = feed_routes(datasets, settings(), base_path, allowed_hosts)
page_paths = [menu.path(entry) for entry in menu.MENU]
index_page = insides.index_page()
routes = [
    *index.routes(index_page, sheet.SHEETS, page_paths, "Crisis Map", base_path),
    *files.routes(datasets.health, assets.mounts(), map_script, base_path),
    *feeds,
]
rules = gate.Rules(
    protocol.LANGUAGE,
    base=f"/{base_path.strip('/')}".rstrip("/"),
    pages=page_paths,
    component=component.NAME,
    elements=f"{insides.ELEMENTS}{insides.NAME}.",
    routes=tuple(routes),
    hosts=frozenset(allowed_hosts),
    origins=frozenset(st.get_option("server.corsAllowedOrigins")),
    own_host=protocol.own_host(allowed_hosts),
)

app = st.App(
    ROOT / "pages" / "frame" / "navigation.py",
    lifespan=hold_datasets,
    routes=routes,
    middleware=gate.middleware(
        settings(),
        rules,
        scripts=inline_scripts(index_page),
        shared=[
            route.path
            for route in feeds
            if settings().feeds_origins or route.path.endswith("/embed")
        ],
    ),
    on_script_error=error_reporter(tell_reader),
)
