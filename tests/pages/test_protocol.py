"""What the gate takes Streamlit and uvicorn to do: an upgrade may change it."""

from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from pages.frame import menu, protocol

ROOT = Path(__file__).resolve().parents[2]


def known_kinds() -> set[str]:
    """Every kind of message that this version of Streamlit reads."""
    kinds = {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    operation = BackMsg.DESCRIPTOR.fields_by_name["backend_operation_request"].message_type
    payloads = {field.name for field in operation.oneofs_by_name["payload"].fields}
    kinds.remove(operation_name := "backend_operation_request")
    return kinds | {f"{operation_name}.{payload}" for payload in payloads}


def test_every_kind_of_message_was_looked_at() -> None:
    looked_at = protocol.SENT | protocol.NEVER_SENT
    assert known_kinds() == looked_at, (
        "This version of Streamlit reads other messages than the one that pages/frame/protocol.py "
        "was written against. Look at what each new one does, and put it into SENT or NEVER_SENT."
    )
    assert not protocol.SENT & protocol.NEVER_SENT


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        (BackMsg(clear_cache=True), "clear_cache"),
        (BackMsg(rerun_script={}), "rerun_script"),
        (BackMsg(backend_operation_request={"install_skills": {}}),
         "backend_operation_request.install_skills"),
        (BackMsg(backend_operation_request={}), "backend_operation_request."),
        (BackMsg(), ""),
    ],
)  # fmt: skip
def test_a_message_has_a_kind(message: BackMsg, kind: str) -> None:
    assert protocol.kind_of(message.SerializeToString()) == kind
    assert kind not in protocol.SENT or kind == "rerun_script"


def test_the_last_of_several_kinds_counts_as_for_streamlit() -> None:
    mixed = BackMsg(rerun_script={}).SerializeToString()
    mixed += BackMsg(clear_cache=True).SerializeToString()
    assert protocol.kind_of(mixed) == "clear_cache"


@pytest.mark.parametrize("data", [b"\xff\xff", b"hello", b"\x5a\x05x"])
def test_what_is_no_message_has_none(data: bytes) -> None:
    with pytest.raises(ValueError, match="no message"):
        protocol.kind_of(data)


@pytest.mark.parametrize(
    "allowed",
    [["localhost", "127.0.0.1"], ["maps.example"], ["*.maps.example"], ["*"], ["::1"], []],
)
def test_streamlit_lets_the_gates_own_host_pass(
    allowed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("streamlit.config.get_option", lambda name: allowed)
    assert is_host_allowed(protocol.own_host(allowed))


def test_every_page_has_a_folder_and_an_address_of_its_own() -> None:
    folders = {page.parent.name for page in (ROOT / "pages").glob("*/page.py")}
    assert {entry.folder for entry in menu.MENU} == folders
    assert menu.path(menu.MENU[0]) == ""
    assert len({menu.path(entry) for entry in menu.MENU}) == len(menu.MENU)
