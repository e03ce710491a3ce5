from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from geo.ledger import Selection
from geo.view import View
from geo.view.key_figure import Change, KeyFigure, Label, Part, Scope, State, change
from geo.view.key_figures import key_figures
from geo.words import key_figures as said
from tests.support.building import make_dataset, place

NATIONAL = {"place": "Kazakhstan"}


def exactly(number: int, prefix: str = "") -> dict[str, str]:
    return {f"{prefix}{bound}": str(number) for bound in ("low", "best", "high")}


END = pd.Timestamp("2022-01-08T00:00Z")


def figures(directory: Path, **tables: list[dict]) -> dict[str, KeyFigure]:
    view = View(make_dataset(directory, **tables), Selection(known_on=END))
    return {figure.label: figure for figure in key_figures(view)}


def told(figure: KeyFigure) -> tuple[str, str]:
    return said.value(figure), said.scope(figure)


def test_a_national_total_goes_before_figures_of_groups(tmp_path: Path) -> None:
    rows = [NATIONAL | exactly(164), NATIONAL | exactly(16) | {"group": "police"}]
    killed = figures(tmp_path, casualties=rows)[Label.KILLED]
    assert (killed.whole, killed.parts) == ((164, 164, 164), ())
    assert told(killed) == ("164", "national total, as of 7 Jan 2022")
    assert killed.entry_ids == ("casualties-0",)
    assert killed.credit == "Agency One, published 7 Jan 2022"


def test_groups_and_places_are_never_added_up(tmp_path: Path) -> None:
    rows = [
        NATIONAL | exactly(26) | {"group": "protesters"},
        NATIONAL | exactly(18) | {"group": "security_forces"},
        {"low": "60"},
    ]
    killed = figures(tmp_path, casualties=rows)[Label.KILLED]
    assert killed.whole is None
    assert killed.parts == (
        Part("protesters", (26,) * 3, entry_ids=("casualties-0",)),
        Part("security_forces", (18,) * 3, entry_ids=("casualties-1",)),
    )
    assert told(killed) == ("protesters 26; security forces 18", "national, no total known")
    assert set(killed.entry_ids) == {"casualties-0", "casualties-1"}


def test_no_national_figure_is_not_zero(tmp_path: Path) -> None:
    killed = figures(tmp_path, casualties=[{"low": "60"}])[Label.KILLED]
    assert (killed.state, killed.whole, killed.credit) == (State.UNKNOWN, None, "")
    assert told(killed) == ("not known", "no national figure")


def test_rival_totals_are_contested_and_name_both(tmp_path: Path) -> None:
    rows = [
        NATIONAL | exactly(5135) | {"measure": "detained", "attributed_to": "Ministry"},
        NATIONAL | exactly(5800) | {"measure": "detained", "attributed_to": "Office"},
    ]
    detained = figures(tmp_path, casualties=rows)[Label.DETAINED]
    assert detained.contested
    assert detained.credit == "Ministry (Agency One), Office (Agency One), published 7 Jan 2022"


def test_a_contested_total_is_its_rivals_with_who_says_them(tmp_path: Path) -> None:
    rows = [
        NATIONAL | {"low": "60", "attributed_to": "TASS"},
        NATIONAL | exactly(20) | {"attributed_to": "prosecutors"},
    ]
    killed = figures(tmp_path, casualties=rows)[Label.KILLED]
    assert killed.whole == (None, None, None)
    assert told(killed) == ("20, prosecutors; 60 or more, TASS", "national total, as of 7 Jan 2022")


TWO = (
    place("bangladesh", "Bangladesh", "country", "", country="BD"),
    place("myanmar", "Myanmar", "country", "", country="MM"),
)


def test_national_figures_of_two_countries_name_their_country(tmp_path: Path) -> None:
    rows = [
        {"place": "Myanmar", "low": "217"},
        {"place": "Bangladesh", "best": "900", "group": "police"},
        {"place": "Myanmar", "best": "3", "measure": "injured"},
        {"place": "Bangladesh", "best": "7", "measure": "detained", "entry_id": "gone"},
        {"place": "Bangladesh", "message": "Cancel", "replaces": "gone"},
    ]
    found = figures(tmp_path, places=TWO, casualties=rows)
    assert told(found[Label.KILLED]) == (
        "Bangladesh, police about 900; Myanmar 217 or more", "national, no total known",
    )  # fmt: skip
    assert told(found[Label.INJURED]) == ("about 3", "national total, Myanmar, as of 7 Jan 2022")
    assert said.scope(found[Label.DETAINED]) == (
        "no national figure; withdrawn: Bangladesh about 7"
    )


def test_the_sum_of_events_of_a_country_is_no_national_total(tmp_path: Path) -> None:
    rows = [NATIONAL | exactly(5) | {"counts": "event"}]
    assert figures(tmp_path, casualties=rows)[Label.KILLED].state == State.UNKNOWN


def test_the_whole_force_goes_before_its_parts(tmp_path: Path) -> None:
    rows = [
        {**exactly(2500, "personnel_")},
        {**exactly(150, "personnel_"), "contributor": "KGZ"},
        {"phase": "announced", **exactly(100, "personnel_"), "contributor": "ARM"},
        {"phase": "announced", **exactly(150, "personnel_"), "contributor": "KGZ"},
        {"phase": "announced", **exactly(200, "personnel_"), "contributor": "TJK"},
    ]
    found = figures(tmp_path, deployments=[NATIONAL | row for row in rows])
    assert told(found[Label.DEPLOYED]) == ("2,500", "whole force, CSTO")
    # Kyrgyzstan's are in place, and no longer only announced.
    beside = "Armenia 100; Tajikistan 200", "by country, not added up"
    assert told(found[Label.ANNOUNCED]) == beside


def test_once_a_contingent_has_left_the_others_stand_beside_each_other(tmp_path: Path) -> None:
    deployments = [
        NATIONAL | exactly(2500, "personnel_"),
        NATIONAL | exactly(1000, "personnel_") | {"contributor": "RUS"},
        NATIONAL | {"contributor": "ARM"},
        NATIONAL | {"contributor": "ARM", "phase": "withdrawn", "entry_id": "gone"},
        NATIONAL | exactly(500, "personnel_") | {"contributor": "BLR"},
        NATIONAL | {"contributor": "BLR", "phase": "withdrawn", "unit": "first company"},
    ]
    deployed = figures(tmp_path / "whole", deployments=deployments[:3])[Label.DEPLOYED]
    assert said.value(deployed) == "2,500"
    deployed = figures(tmp_path / "parted", deployments=deployments[:4])[Label.DEPLOYED]
    assert said.value(deployed) == "Russia 1,000"
    # Some of those of Belarus are there, and nobody knows how many.
    deployed = figures(tmp_path / "some", deployments=deployments)[Label.DEPLOYED]
    assert told(deployed) == (
        "Belarus no number since part of it left; Russia 1,000", "by country, not added up",
    )  # fmt: skip


def test_a_contingent_of_more_than_its_whole_force_is_named(tmp_path: Path) -> None:
    announced = {"phase": "announced"}
    deployments = [
        NATIONAL | exactly(2500, "personnel_") | announced,
        NATIONAL | exactly(3000, "personnel_") | announced | {"contributor": "RUS"},
        NATIONAL | {"contributor": "RUS"},
    ]
    found = figures(tmp_path, deployments=deployments)
    russia = "Russia 3,000 (as announced)"
    assert told(found[Label.DEPLOYED]) == (
        russia, f"by country, not added up; more than the whole force: {russia}",
    )  # fmt: skip
    assert told(found[Label.ANNOUNCED]) == (
        "2,500", f"whole force, CSTO; fewer than in one part of it: {russia}",
    )  # fmt: skip


def test_places_with_a_curfew_are_counted_and_the_claims_named(tmp_path: Path) -> None:
    hours = {"daily_from": "19:00", "daily_to": "07:00"}
    rows = [hours | {"place": place} for place in ("Jambyl Region", "Almaty")]
    curfews = figures(tmp_path, restrictions=rows)[Label.CURFEW_TONIGHT]
    assert curfews.whole == (3, 3, 3)  # Taraz lies in the region
    assert told(curfews) == ("3", "2 cities and 1 region of the dataset")
    assert curfews.credit == ""


def number(amount: int, **more: object) -> KeyFigure:
    figure = KeyFigure(Label.KILLED, Scope.COUNTRY, State.KNOWN, whole=(amount,) * 3)
    return replace(figure, **more)


UNKNOWN = KeyFigure(Label.KILLED, Scope.COUNTRY, State.UNKNOWN)
POLICE = replace(UNKNOWN, state=State.KNOWN, parts=(Part("police", (18,) * 3),))


@pytest.mark.parametrize(
    ("now", "before", "how", "words"),
    [
        (number(164), number(164), Change.NONE, "unchanged in 24 h"),
        (number(164), number(26), Change.OTHER, "24 h before: 26"),
        (number(164), UNKNOWN, Change.OTHER, "24 h before: not known"),
        (UNKNOWN, UNKNOWN, Change.NONE, ""),
        (number(164), POLICE, Change.OTHER_SCOPE,
         "24 h before: police 18 (national, no total known)"),
        (number(35, retracted=(Part("all", (164,) * 3),)), number(164), Change.OTHER_SCOPE,
         "24 h before: 164 (national total)"),
        (number(0, whole=(12, 14, 18)), number(0, whole=(12, 15, 18)), Change.NONE,
         "unchanged in 24 h"),
    ],
)  # fmt: skip
def test_a_change_is_told_with_its_scope_where_that_changed(
    now: KeyFigure, before: KeyFigure, how: Change, words: str
) -> None:
    assert change(now, before) == how
    assert said.change(how, before) == words


def test_filters_choose_the_places_counted_and_leave_national_figures_as_they_are(
    tmp_path: Path,
) -> None:
    hours = {"daily_from": "19:00", "daily_to": "07:00"}
    rows = [hours | {"place": "Almaty"}, hours | {"place": "Taraz", "summary": "By the police."}]
    data = make_dataset(tmp_path, casualties=[NATIONAL | exactly(164)], restrictions=rows)
    found = {
        text: {one.label: one for one in key_figures(View(data, Selection(END, text=text)))}
        for text in ("", "police", "nothing")
    }
    assert {told(one[Label.KILLED]) for one in found.values()} == {
        ("164", "national total, as of 7 Jan 2022")
    }
    tonight = {text: told(one[Label.CURFEW_TONIGHT]) for text, one in found.items()}
    assert tonight == {
        "": ("2", "2 cities of the dataset"),
        "police": ("1", "1 city of the places shown"),
        "nothing": ("0", "none of the 0 places shown, by any claim"),
    }


def test_a_retracted_total_is_named_and_its_claim_is_behind_the_figure(tmp_path: Path) -> None:
    rows = [
        NATIONAL | exactly(164) | {"entry_id": "toll", "reported_at": "2022-01-06"},
        {"message": "Cancel", "replaces": "toll"},
        NATIONAL | exactly(16) | {"entry_id": "police", "group": "police"},
    ]
    killed = figures(tmp_path, casualties=rows)[Label.KILLED]
    assert told(killed) == ("police 16", "national, no total known; withdrawn: 164")
    assert killed.entry_ids == ("police", "toll")


def test_a_force_that_is_gone_is_not_a_number_that_nobody_knows(tmp_path: Path) -> None:
    rows = [
        NATIONAL | exactly(2500, "personnel_") | {"entry_id": "there", "reported_at": "2022-01-06"},
        NATIONAL | {"phase": "withdrawn", "message": "Update", "replaces": "there"},
    ]
    deployed = figures(tmp_path, deployments=rows)[Label.DEPLOYED]
    assert (deployed.state, deployed.entry_ids) == (State.GONE, ("deployments-1",))
    assert told(deployed) == ("all have left", "by the last reports")


def test_every_figure_has_a_name(tmp_path: Path) -> None:
    found = figures(tmp_path)
    assert list(found) == ["killed", "injured", "detained", "curfew_tonight", "curfew", "announced",
                           "deployed", "suspended"]  # fmt: skip
    assert len({said.label(figure) for figure in found.values()}) == len(Label)


def test_a_curfew_tonight_and_one_in_force_this_minute_are_two_figures(tmp_path: Path) -> None:
    rows = [
        {"place": "Almaty", "daily_from": "08:00", "daily_to": "10:00"},
        {"place": "Taraz", "daily_from": "05:00", "daily_to": "07:00"},
        {"place": "Jambyl Region", "daily_from": "04:00", "daily_to": "07:00"},
    ]
    found = figures(tmp_path, restrictions=rows)  # at six in the morning
    assert told(found[Label.CURFEW_TONIGHT])[0] == "3"
    assert told(found[Label.CURFEW]) == (
        "2", "1 city and 1 region of the dataset; claims differ on the hours in 1 place",
    )  # fmt: skip


def test_a_service_that_nobody_reports_any_longer_is_not_counted(tmp_path: Path) -> None:
    rows = [
        {"state": "suspended", "reported_at": "2022-01-05", "occurred_from": "2022-01-05"},
        {"place": "Almaty", "state": "suspended"},
        {"place": "Kazakhstan", "state": "suspended"},
    ]
    suspended = figures(tmp_path, services=rows)[Label.SUSPENDED]
    assert (suspended.whole, suspended.entry_ids) == ((1, 1, 1), ("services-1",))


def test_a_contingent_in_place_by_the_number_announced_is_told_so(tmp_path: Path) -> None:
    rows = [
        {"phase": "announced", **exactly(150, "personnel_"), "reported_at": "2022-01-06"},
        {"phase": "deployed"},
    ]
    deployed = figures(tmp_path, deployments=[NATIONAL | row | {"contributor": "KGZ"}
                                              for row in rows])  # fmt: skip
    assert told(deployed[Label.DEPLOYED]) == (
        "Kyrgyzstan 150 (as announced)", "by country, not added up",
    )  # fmt: skip
    assert told(deployed[Label.ANNOUNCED]) == (
        "none still to come", "all who were announced have come or gone since",
    )  # fmt: skip


def test_rivals_of_a_national_figure_say_whom_they_count_if_others(tmp_path: Path) -> None:
    rows = [
        NATIONAL | exactly(164) | {"entry_id": "toll"},
        NATIONAL | exactly(160) | {"measure": "injured", "attributed_to": "Ministry",
                                   "disputes": "toll"},
    ]  # fmt: skip
    killed = figures(tmp_path, casualties=rows)[Label.KILLED]
    assert said.value(killed) == "164, Agency One; 160 injured, not killed, Ministry"


def test_places_in_which_services_are_cut_are_told_by_kind_and_schools_are_none(
    tmp_path: Path,
) -> None:
    out = {"state": "suspended"}
    rows = [
        out | {"place": "Jambyl Region", "service": "fuel"},
        out | {"place": "Almaty", "service": "internet"},
        out | {"place": "Taraz", "service": "rail"},
        out | {"place": "Atyrau", "service": "education"},
        out | {"place": "Kazakhstan", "service": "education"},
    ]
    cut = figures(tmp_path, services=rows)[Label.SUSPENDED]
    assert told(cut) == (
        "3", "2 cities and 1 region of the dataset; not counted, as closed by decision: education",
    )  # fmt: skip
    assert "services-3" not in cut.entry_ids
