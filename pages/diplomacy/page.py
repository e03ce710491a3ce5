"""Diplomacy: who spoke with whom, when, about what; statements apart from calls and meetings."""

import streamlit as st

from geo.mapping.inert import visible
from geo.words import numbers
from pages.diplomacy import chart, talks
from pages.drawing import markup, templates
from pages.frame import claim_ids, current, lastreport, nothing, session
from pages.frame.tabs import Tab, open_tab

view = current.view()
history = view.history("contacts")
NONE = "Nothing matches. Choose other names or days."

Asked = tuple[tuple[str, ...], str, str]


def choose(choices: talks.Choices) -> Asked:
    """Participants and days, from lists that do not change with the moment."""
    first, last = choices.first, choices.last
    shown = {visible(name, 80): name for name in choices.names}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        names = st.multiselect("Participants", list(shown), **session.WHO.bound,
                               placeholder="Anybody",
                               help="Contacts in which all of those chosen took part.")  # fmt: skip
        begin = st.date_input("From", first, min_value=first, max_value=last,
                              format="YYYY-MM-DD", **session.FIRST_DAY.bound) or first  # fmt: skip
        end = st.date_input("To", None, min_value=first, max_value=last, format="YYYY-MM-DD",
                            help="Empty: until the moment that the page shows.",
                            **session.LAST_DAY.bound) or last  # fmt: skip
        lastreport.last_report(view.dataset)
    if begin > end:
        st.warning("'From' is after 'To': no day lies between them.", icon=":material/event_busy:")
    return tuple(shown[name] for name in names), begin.isoformat(), end.isoformat()


def pairs(asked: Asked) -> None:
    """The chart, the account that was picked in it, and the table of pairs."""
    found = current.once(talks.pairs, view, *asked)
    if found.frame.empty:
        st.text(NONE)
        return
    st.text(found.sentence)
    picked = templates.draw(
        chart.by_participant(), found.values, {"accounts": found.frame}, session.CHART("pairs"),
        found.sentence, pick=True,
    )  # fmt: skip
    more = f" Shown are the {talks.LANES} of {found.people} people with the most accounts."
    more *= found.people > talks.LANES
    st.caption(
        "Each mark is one account, beside the others of its day in no order of hours. Choose one "
        f"to see it with its source.{more}"
    )
    claims = history[history.entry_id == picked]
    markup.show(markup.claim_list(view.dataset, claims.itertuples()))
    st.dataframe(found.table, hide_index=True, key=session.TABLE("pairs"),
                 alt=f"{numbers.count(len(found.table), 'pair')} who spoke",
                 placeholder="")  # fmt: skip
    current.download(view, found.table, "these pairs", "pairs")


def listed(found: talks.Talks, name: str) -> None:
    """Contacts by day with their sources, and the same as a table."""
    if found.claims.empty:
        st.text(NONE)
        return
    markup.show(found.days)
    with st.expander("The same as a table", on_change="rerun", key=session.OPENED(name)) as box:
        if not box.open:
            return
        table = talks.table(view, found.claims)
        st.dataframe(claim_ids.linked(view, table), hide_index=True, key=session.TABLE(name),
                     column_config={"Source": st.column_config.LinkColumn(display_text="open"),
                                    "Id": claim_ids.column()},
                     alt=f"{numbers.count(len(table), 'claim')}, by day",
                     placeholder="")  # fmt: skip
        current.download(view, table, "these claims", name)


def by_day(asked: Asked) -> None:
    """Calls and meetings, then what was only said or offered, a line each under its day."""
    spoken = current.once(talks.listed, view, *asked, True)
    told = current.once(talks.listed, view, *asked, False)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        st.header(f"Calls and meetings: {len(spoken.claims)}", anchor="talks")
        st.caption("Accounts: the two sides of a call may each have given one. Open a line for it.")
        listed(spoken, "talks")
    with right:
        st.header(f"Statements and offers: {len(told.claims)}", anchor="statements")
        listed(told, "statements")


def draw(asked: Asked) -> None:
    """All that the page shows of the contacts that were asked for."""
    tabs = {Tab("days", "By day"): by_day, Tab("pairs", "Who spoke with whom"): pairs}
    for tab in open_tab(list(tabs), session.OPENED("contacts")):
        tabs[tab](asked)
    current.cite(view, current.once(talks.chosen, view, *asked))


choices = talks.choices(view.dataset)
if history.empty or choices is None:
    nothing.tell(view, "call, meeting or statement")
else:
    draw(choose(choices))
