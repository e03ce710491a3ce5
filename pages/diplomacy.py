"""Diplomacy: who spoke with whom, when, about what; statements apart from calls and meetings."""

import streamlit as st

from geo import contacts
from pages import shared, talks, timeaxis, words

view = shared.view()
dataset = view.dataset
rows = contacts.contacts(view.history("contacts"))

shared.heading("Diplomacy", "Calls and meetings first; statements and offers apart.")
if rows.empty:
    why = "these filters leave none" if view.selection.is_filtered else "none was reported yet"
    st.info(
        f"There is no call, meeting or statement to show: {why}. Reset the filters or move 'As "
        "known on' forward in the sidebar.",
        icon=":material/filter_list_off:",
    )
    st.stop()

everybody = contacts.participants(contacts.contacts(talks.all_of(dataset)))
first, last = talks.days_of(dataset)
with st.container(horizontal=True, vertical_alignment="bottom"):
    names = st.multiselect("Took part", everybody, key="who", bind="query-params",
                           placeholder="Anybody",
                           help="Contacts in which all of them took part.")  # fmt: skip
    begin = st.date_input("From", first, min_value=first, max_value=last, key="since",
                          bind="query-params", format="YYYY-MM-DD")  # fmt: skip
    end = st.date_input("To", last, min_value=first, max_value=last, key="until",
                        bind="query-params", format="YYYY-MM-DD")  # fmt: skip
    timeaxis.last_report(dataset)
begin, end = begin or first, end or last
if begin > end:
    st.warning("'From' is after 'To': no day lies between them.", icon=":material/event_busy:")
chosen = contacts.with_participants(rows, names)
chosen = contacts.between(chosen, begin.isoformat(), end.isoformat())
spoken, told = chosen[chosen.talk], chosen[~chosen.talk]
st.text(
    f"{words.count(len(spoken), 'account')} of calls and meetings, "
    f"{words.count(len(told), 'statement or offer', 'statements and offers')}. The two sides of a "
    "call may each have given an account of it."
)

st.header("Who spoke with whom", anchor="pairs", divider="gray")
talks.pairs(view, spoken)
st.header("Calls and meetings", anchor="talks", divider="gray")
talks.by_day(view, spoken, "talks", "No call or meeting matches. Choose other names or days.")
st.header("Statements and offers", anchor="statements", divider="gray")
talks.by_day(view, told, "statements", "No statement or offer matches. Choose other names or days.")
shared.cite(view, chosen)
