"""The dashboard: `streamlit run dashboard.py`, from any working directory."""

import logging
import os
from functools import lru_cache
from pathlib import Path

import streamlit as st

from geo import web
from geo.dataset import Dataset, DatasetError, file_state, load_dataset
from geo.geocoding.locating import locate_places
from geo.mapping import assets
from geo.serving import gate
from geo.serving.feeds import feed_routes
from geo.serving.headers import inline_scripts
from pages.drawing import insides
from pages.frame import menu, protocol

ROOT = Path(__file__).resolve().parent
DATASET = Path(os.environ.get("CRISIS_MAP_DATASET") or ROOT / "data" / "kazakhstan-2022")

logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
protocol.keep_logs_short()


@lru_cache(maxsize=1)
def _dataset(state: tuple) -> Dataset:
    return load_dataset(DATASET, locate_places)


_good: dict[Path, Dataset] = {}


def read_dataset() -> Dataset:
    """The dataset that the feeds show: as on the pages, the last one without errors."""
    dataset = _dataset(file_state(DATASET))
    if not dataset.errors:
        _good[DATASET] = dataset
    return _good.get(DATASET, dataset)


@lru_cache(maxsize=1)
def _health(state: tuple) -> web.Health:
    dataset = _dataset(state)
    facts = {"claims": len(dataset.claims), "errors": len(dataset.errors)}
    return web.Health(not dataset.errors, facts)


def check_dataset() -> web.Health:
    """Whether the dataset can be read and has no errors; read again only where a file changed."""
    try:
        return _health(file_state(DATASET))
    except (DatasetError, OSError):
        logging.getLogger(__name__).exception("The dataset cannot be read")
        return web.Health(False, {"problem": "The dataset cannot be read"})


def tell_reader(reference: str) -> None:
    """What a reader sees of an error in a page."""
    st.error(f"Something went wrong here. Please report it with the reference **{reference}**.")


base_path = st.get_option("server.baseUrlPath") or ""
allowed_hosts = st.get_option("server.allowedHosts")
feeds = feed_routes(read_dataset, base_path, web.settings().frame_ancestors)
routes = [*web.routes(check_dataset, assets.mounts(), assets.map_script, base_path), *feeds]
rules = gate.Rules(
    protocol.LANGUAGE,
    base=f"/{base_path.strip('/')}".rstrip("/"),
    pages=[menu.path(entry) for entry in menu.MENU],
    component=protocol.COMPONENT,
    routes=tuple(routes),
    hosts=frozenset(allowed_hosts),
    origins=frozenset(st.get_option("server.corsAllowedOrigins")),
    own_host=protocol.own_host(allowed_hosts),
)

app = st.App(
    ROOT / "pages" / "frame" / "navigation.py",
    routes=routes,
    middleware=gate.middleware(
        web.settings(),
        rules,
        scripts=inline_scripts(insides.INDEX.read_text(encoding="utf-8")),
        shared=[route.path for route in feeds],
    ),
    on_script_error=web.error_reporter(tell_reader),
)
