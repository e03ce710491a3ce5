"""What became of what a text says: the right verdict on people, and none on other numbers."""

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.dataset import Dataset, load_dataset
from geo.standing import LARGEST, TooLarge, Verdict, stands
from geo.standing.mentions import mentions, reader
from tests.support.building import make_dataset
from tests.support.paths import SHIPPED


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return load_dataset(SHIPPED)


def moment(text: str) -> pd.Timestamp:
    return pd.Timestamp(text, tz="Asia/Almaty").tz_convert("UTC")


def told(verdicts: tuple[Verdict, ...]) -> list[tuple]:
    """(verdict, number or text, measure, place) of each."""
    return [
        (str(one.verdict), one.text if one.number is None else one.number, one.measure,
         one.place_id)
        for one in verdicts
    ]  # fmt: skip


CASES = {
    "the withdrawn 164, and what it was made up of": (
        "The Health Ministry put the dead of the unrest at 164, 103 of them in Almaty and 21 in "
        "Kyzylorda Region, in a post of 9 January 2022.",
        "2022-01-09T18:00",
        None,
        [
            ("withdrawn", 164, "killed", "kazakhstan"),
            ("withdrawn", 103, "killed", "almaty"),
            ("withdrawn", 21, "killed", "kyzylorda-region"),
        ],
    ),
    "the 164 before it was withdrawn": (
        "The death toll has reached 164, state television says.",
        "2022-01-09T18:00",
        "2022-01-09T21:00",
        [("stands", 164, "killed", "kazakhstan")],
    ),
    "Shymkent's 60": (
        "More than 60 people were killed in Shymkent, an agency reported, and 60 were injured.",
        "2022-01-07",
        None,
        [
            ("contested", 60, "killed", "shymkent"),
            ("contested", 60, "injured", "shymkent"),
        ],
    ),
    "groups by their names": (
        "The ministry says its forces killed 26 attackers, that eighteen police officers died, "
        "and that 748 officers were injured.",
        "2022-01-07",
        None,
        [
            ("stands", 26, "killed", "kazakhstan"),
            ("revised", 18, "killed", "kazakhstan"),
            ("revised", 748, "injured", "kazakhstan"),
        ],
    ),
    "round numbers, and what counts no people": (
        "By 7 January 2022 about 3,800 people had been detained, 12% more than in 2019. Bus 60 ran "
        "until 11 p.m. for 164 tenge over 26 kilometres; a man of 18 drove it for 2 hours, and "
        "petrol cost $164.",
        "2022-01-07",
        None,
        [("revised", 3800, "detained", "kazakhstan")],
    ),
    "the hours of curfews": (
        "Алматы and Aqtöbe are under a curfew from 11 p.m. to 7 a.m. In Taraz the curfew runs "
        "19:00-07:00. In Shymkent the curfew is from 17:00 to 08:00.",
        "2022-01-08",
        None,
        [
            ("stands", "curfew from 11 p.m. to 7 a.m.", "curfew", "almaty"),
            ("stands", "curfew from 11 p.m. to 7 a.m.", "curfew", "aktobe-region"),
            ("stands", "curfew runs 19:00-07:00", "curfew", "taraz"),
            ("not found", "curfew is from 17:00 to 08:00", "curfew", "shymkent"),
        ],
    ),
    "services": (
        "The internet is down in Kazakhstan. Almaty airport was closed. In Almaty, cash machines "
        "were working.",
        "2022-01-07",
        None,
        [
            ("stands", "internet is down", "internet", "kazakhstan"),
            ("stands", "airport was closed", "airport", "almaty"),
            ("not found", "cash machines were working", "cash", "almaty"),
        ],
    ),
    "forces, and a place alone": (
        "Russia sent 3,000 paratroopers and Belarus sent 500 soldiers. Zhanaozen waits.",
        "2022-01-08",
        None,
        [
            ("stands", 3000, "deployed", "kazakhstan"),
            ("stands", 500, "deployed", "kazakhstan"),
            ("stands", "Zhanaozen", "place", "zhanaozen"),
        ],
    ),
    "a number that nobody gave, and words that give none": (
        "Dozens of attackers were killed in Almaty, and 412 protesters were detained in Oral.",
        "2022-01-06",
        None,
        [
            ("stands", "Dozens of attackers", "killed", "almaty"),
            ("not found", 412, "detained", "oral"),
        ],
    ),
    "the toll of January, raised later": (
        "Prosecutors counted 225 dead, 19 of them members of the security forces.",
        "2022-01-20",
        None,
        [
            ("revised", 225, "killed", "kazakhstan"),
            ("stands", 19, "killed", "kazakhstan"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "as_of", "known_on", "verdicts"), CASES.values(), ids=CASES)
def test_each_part_of_a_text_has_its_verdict(
    shipped: Dataset, text: str, as_of: str, known_on: str | None, verdicts: list[tuple]
) -> None:
    last = moment(known_on) if known_on else None
    at = moment(as_of if "T" in as_of else f"{as_of}T23:59:59")
    assert told(stands(shipped, text, at, last)) == verdicts


def test_a_withdrawal_is_told_with_when_by_whom_and_what_stands_now(shipped: Dataset) -> None:
    [found] = stands(shipped, "164 people died.", moment("2022-01-12"))
    assert (found.after, found.by) == ("withdrawn after 7 h", "Information Ministry of Kazakhstan")
    assert found.when == pd.Timestamp("2022-01-09T15:33Z")
    assert found.now.startswith("people killed: 238, Prosecutor General of Kazakhstan")
    assert found.entry_ids == (
        "ca-kazakhstan-killed-164-withdrawn",
        "ca-kazakhstan-killed-164-cancel",
    )


def test_a_revision_is_told_with_what_it_became(shipped: Dataset) -> None:
    [found] = stands(shipped, "18 police officers were killed.", moment("2022-01-07T20:00"),
                     moment("2022-01-09T23:00"))  # fmt: skip
    assert (found.now, found.by) == (
        "members of the security forces killed: 16", "Interior Ministry of Kazakhstan",
    )  # fmt: skip
    assert found.group == "security_forces"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Twelve people were killed.", 12),
        ("twenty-six people were killed", 26),
        ("A hundred and five people were killed.", 105),
        ("Two thousand five hundred people were killed.", 2500),
        ("5.8 thousand people were killed", None),
        ("about 5,800 people were killed", 5800),
        ("5 thousand people were killed", 5000),
        ("between 12 and 18 people were killed", 12),
        ("killed: 26", 26),
        ("The number of people killed rose to 26.", 26),
        ("The death toll in Almaty stood at 26.", 26),
        ("The dead were named in Decree 26.", None),
        ("On 26 January people were killed.", None),
        ("On January 26 people were killed.", None),
        ("On Jan. 26 people were killed.", None),
        ("From 5 to 26 January people were killed.", None),
        ("In 2022 people were killed.", 2022),
        ("In 2022 many were killed.", None),
        ("By 10 January 26 people were killed.", 26),
        ("In January 2,265 people were injured.", 2265),
        ("Deaths in Almaty: 26.", 26),
        ("26 bodies were found.", 26),
        ("They mourned the dead of 2022.", None),
        ("They mourned the dead of 2,022.", 2022),
        ("A boy of 11 was killed.", None),
        ("An 11-year-old was killed.", None),
        ("Sultan, 12, was killed.", None),
        ("The 26th was killed.", None),
        ("26 cars burnt and people were killed.", None),
        ("26 percent of people were killed", None),
        ("Article 26 on people killed", None),
        ("Nine of the dead were buried.", None),
        ("26 people met.", None),
        ("99999999999999999999 people were killed.", None),
    ],
)
def test_a_number_is_read_where_it_counts_people(
    shipped: Dataset, text: str, number: int | None
) -> None:
    found = [one.number for one in mentions(text, reader(shipped)) if one.number is not None]
    assert found == ([] if number is None else [number])


def test_a_name_written_small_is_another_word(shipped: Dataset) -> None:
    assert told(stands(shipped, "An oral statement from Oral's mayor.", moment("2022-01-08"))) == [
        ("stands", "Oral's", "place", "oral")
    ]


def test_without_claims_nothing_is_found(tmp_path: Path) -> None:
    dataset = make_dataset(tmp_path / "dataset")
    [found] = stands(dataset, "3 people were killed.", pd.Timestamp("2022-01-08T00:00Z"))
    assert (str(found.verdict), found.now, found.entry_ids) == ("not found", "", ())


def test_the_toll_of_everybody_comes_before_the_same_number_of_some(tmp_path: Path) -> None:
    three = {"low": "3", "best": "3", "high": "3"}
    dataset = make_dataset(
        tmp_path / "dataset",
        casualties=[three, three | {"subset": "by gunfire", "reported_at": "2022-01-08"}],
    )
    [found] = stands(dataset, "In Taraz 3 people were killed.", moment("2022-01-09"))
    assert found.entry_ids == ("casualties-0",)


def test_a_text_that_is_too_large_is_refused(shipped: Dataset) -> None:
    with pytest.raises(TooLarge):
        stands(shipped, "ы" * (LARGEST // 2 + 1), moment("2022-01-08"))


WORDS = """164 2,265 60 12% 7 January 2022 23:00 11 p.m. twelve dozens about more than at least
to - , . ; : people were killed injured detained sent in Almaty Шымкент the country curfew internet
down police officers of them and between +"""
PIECES = st.lists(st.sampled_from([*WORDS.split(), "\n\n"]), max_size=30)
TEXTS = st.one_of(st.text(), PIECES.map(" ".join))


@given(TEXTS)
@settings(deadline=None)
def test_any_text_is_read_and_only_numbers_that_stand_in_it(shipped: Dataset, text: str) -> None:
    for one in mentions(text, reader(shipped)):
        assert text[one.start : one.start + len(one.text)] == one.text
        digits = {int(part.replace(",", "")) for part in re.findall(r"[0-9][0-9,]*", one.text)}
        words = {"twelve": 12} if "twelve" in one.text else {}
        assert one.number is None or one.number in digits | {*words.values()}


@given(TEXTS)
@settings(deadline=None, max_examples=10)
def test_any_text_has_verdicts_without_an_error(shipped: Dataset, text: str) -> None:
    for one in stands(shipped, text, moment("2022-01-09T18:00")):
        assert one.text in text


@pytest.mark.parametrize(
    ("text", "befell"),
    [
        ("9 were detained, and 26 attackers and 16 police officers were killed",
         [(9, "detained"), (26, "killed"), (16, "killed")]),
        ("164 were killed, 103 of them in Almaty, 21 in Oral, and 60 were injured",
         [(164, "killed"), (103, "killed"), (21, "killed"), (60, "injured")]),
        ("They killed 18 police officers and 26 soldiers and injured 700",
         [(18, "killed"), (26, "killed"), (700, "injured")]),
        ("164 people, 103 of them in Almaty, were killed", [(164, "killed"), (103, "killed")]),
        ("Some 20 men met and one attacker was killed", [(1, "killed")]),
        ("1,000 people were injured, 400 of them hospitalised, and 62 are in intensive care",
         [(1000, "injured"), (400, "hospitalised"), (62, "hospitalised")]),
    ],
)  # fmt: skip
def test_each_number_has_what_befell_its_people(
    shipped: Dataset, text: str, befell: list[tuple[int, str]]
) -> None:
    assert [(one.number, one.measure) for one in mentions(text, reader(shipped)) if one.number] == (
        befell
    )


def test_a_number_without_a_noun_is_of_the_group_before_or_of_everybody(shipped: Dataset) -> None:
    text = "18 members of the security forces were killed and 748 wounded, and 2,298 were detained."
    found = stands(shipped, text, moment("2022-01-06T23:59:59"))
    assert [(one.number, one.group) for one in found] == [
        (18, "security_forces"), (748, "security_forces"), (2298, "all"),
    ]  # fmt: skip
