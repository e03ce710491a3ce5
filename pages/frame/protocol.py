"""What browsers and Streamlit's server say to each other, for the gate, which knows no Streamlit.

Written against streamlit 1.67, uvicorn 0.54 and websockets 17, on whose insides all of this leans;
tests/pages/test_protocol.py says what an upgrade changed.
"""

import logging
from collections.abc import Sequence

import streamlit.runtime  # noqa: F401 - brings the loggers of all that serves a session
from google.protobuf.message import DecodeError
from starlette.types import Receive
from streamlit.proto.BackMsg_pb2 import BackMsg

from geo.serving.lines import Sparse
from geo.serving.sockets import Language
from geo.serving.tally import Tally

_OPERATION = "backend_operation_request"
SENT = frozenset(
    {
        "rerun_script",  # a click, a filter, another page
        "stop_script",  # the reader's own run, by the button that shows while it runs
        f"{_OPERATION}.deferred_file",  # a download that is made when it is asked for
        f"{_OPERATION}.dataframe_chunk",  # more rows of a table of over 150,000
    }
)
# What Streamlit's server would do for anybody who asks, and no page ever asks.
NEVER_SENT = frozenset(
    {
        "app_heartbeat",
        "clear_cache",
        "debug_disconnect_websocket",
        "debug_shutdown_runtime",
        "file_urls_request",
        "load_git_info",
        "set_run_on_save",
        f"{_OPERATION}.dismiss_skills_nudge",
        f"{_OPERATION}.install_skills",
    }
)


def kind_of(data: bytes) -> str:
    """The kind of a message, such as rerun_script; "" for an empty one.

    Raises ValueError for bytes that are no message.
    """
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError as error:
        raise ValueError("This is no message") from error
    kind = message.WhichOneof("type") or ""
    if kind == _OPERATION:
        return f"{kind}.{message.backend_operation_request.WhichOneof('payload') or ''}"
    return kind


def bound(receive: Receive, size: int) -> None:
    """Has uvicorn hang up on a message as soon as it is longer than that.

    Streamlit gives uvicorn one limit for both directions, server.maxMessageSize, and a page with a
    large table needs a high one. Elsewhere than in uvicorn nothing happens.
    """
    connection = getattr(getattr(receive, "__self__", None), "conn", None)
    if connection is not None:
        connection.max_message_size = size


def own_host(allowed: Sequence[str]) -> str:
    """A host that Streamlit's own check, server.allowedHosts, lets pass."""
    name = allowed[0].replace("*", "localhost") if allowed else "localhost"
    return f"[{name}]" if ":" in name else name


LANGUAGE = Language(SENT, kind_of, bound)


def keep_logs_short() -> None:
    """Bounds the lines of Streamlit and uvicorn that a client can have them repeat."""
    logging.getLogger("uvicorn.error").addFilter(_is_so)
    sparse = Sparse(Tally())
    for name in list(logging.root.manager.loggerDict):
        if name.startswith(("streamlit.", "uvicorn.")):
            logging.getLogger(name).addFilter(sparse)


def _is_so(record: logging.LogRecord) -> bool:
    """uvicorn takes a websocket that was refused in so many words for one that was forgotten."""
    return "without completing handshake" not in str(record.msg)
