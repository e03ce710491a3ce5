"""The style of all pages: what Streamlit's elements and the markup of claims look like."""

from string import Template

from geo.mapping.signs import CURFEW
from pages.drawing import insides
from pages.frame import session

_SHEET = Template("""
$html .cm-claims {list-style: none; margin: 0; padding: 0}
.cm-claims li {border-left: 3px solid color-mix(in srgb, currentColor 25%, transparent);
  margin: 0 0 .7rem; padding: .05rem 0 .05rem .7rem}
.cm-claims p {margin: 0; line-height: 1.4}
.cm-meta {font-size: 12px; opacity: .85}
.cm-stale {opacity: .75; text-decoration: underline dotted}
.cm-stale .cm-claims {text-decoration: none}
.cm-claims li.cm-retracted {border-left: 3px double currentColor}
.cm-claims li.cm-superseded {border-left-style: dotted}
.cm-tag {border: 1px solid currentColor; border-radius: 3px; font-size: 12px;
  padding: 0 .35em; white-space: nowrap}
$html .cm-stacked {font-size: 14px; margin: 0; padding: 0}
.cm-stacked dt {font-weight: 400; opacity: .85}
.cm-stacked dd {font-weight: 600; margin: 0 0 .5rem}
.cm-stacked .cm-meta {font-size: 12px; font-weight: 400; line-height: 1.3; margin: 0}
$html .cm-legend {display: flex; flex-wrap: wrap; font-size: 12px; gap: .3rem 1rem;
  margin: 0; padding: 0}
.cm-legend li {align-items: center; display: flex; gap: .35rem; list-style: none}
$app $caption {color: inherit; opacity: .85}

$html .cm-list {margin: 0; padding-left: 1.1rem}
.cm-list li {margin: 0 0 .25rem}
$html:has(> .cm-place) {columns: 24rem; column-gap: 2rem}
.cm-place h3 {break-after: avoid; font-size: 17px; margin: 0; padding: .25rem 0 .4rem}
.cm-line {margin: 0 0 .3rem}
.cm-line summary {cursor: pointer; line-height: 1.35; padding: .1rem 0}
.cm-line .cm-claims {margin: .3rem 0 .3rem 1rem}
.cm-place, .cm-place li {break-inside: avoid}
.cm-place summary {cursor: pointer; padding: 0 0 .7rem}
/* What stands beside the map. */
.cm-panel-title {font-size: 17px; font-weight: 700; line-height: 1.3; margin: 0; padding: 0}
$html .cm-facts {font-size: 14px; margin: 0; padding: 0}
.cm-facts div {border-top: 1px solid color-mix(in srgb, currentColor 10%, transparent);
  line-height: 1.35; padding: .3rem 0}
.cm-facts dt, .cm-facts dd {display: inline; margin: 0}
.cm-facts dt {font-weight: 600}
.cm-facts dt::after {content: ": "}
.cm-names {opacity: .85}
$panel $html p, $panel .cm-list li {font-size: 14px; margin: 0}
$panel $html .cm-meta, $panel $html .cm-names {font-size: 12px}
$panel .cm-claims {margin: .2rem 0 .5rem}
$panel $caption {font-size: 12px}
$panel {gap: .5rem}
/* End of what stands beside the map. */
/* Curfews. */
.cm-answer {border-left: 4px solid var(--cm-40); font-size: 14px; line-height: 1.35;
  padding-left: .7rem}
$html .cm-answer p {margin: 0 0 .4rem}
.cm-verdict {font-size: 15px}
.cm-says-yes {border-left-color: $curfew}
.cm-says-contradictory {border-left: 4px dashed #d55e00}
.cm-cards {display: grid; gap: .5rem; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
  margin: 0 0 .5rem}
.cm-card {border: 1px solid var(--cm-20); border-radius: .4rem; padding: .35rem .5rem}
$html .cm-card p {margin: 0 0 .15rem}
.cm-card .cm-tag {white-space: normal}
.cm-answer .cm-meta, .cm-window .cm-meta {font-size: 12px}
.cm-answer summary {cursor: pointer; min-height: 24px}
.cm-window {border-top: 1px solid var(--cm-10); line-height: 1.4; padding: .4rem 0}
.cm-window p {margin: 0}
/* End of curfews. */
/* Timeline: the choices above the changes, and the reports of each day. */
$panel_head > div:first-child {flex: none; width: auto}
$span $buttons button {font-size: 12px; min-height: 26px; padding: 0 .5rem}
$span $buttons p {font-size: 12px}
.cm-lanes {overflow-x: auto}
$html .cm-lanes table {border-collapse: collapse; font-size: 12px; table-layout: fixed; width: 100%}
$html .cm-lanes th, $html .cm-lanes td {border: 0; height: 19px; line-height: 19px; padding: 0;
  text-align: center; white-space: nowrap}
$html .cm-lanes thead td, $html .cm-lanes th[scope="row"] {font-weight: 400; text-align: start;
  width: 11.5rem}
.cm-lanes tbody tr {border-top: 1px solid var(--cm-10)}
.cm-lanes thead .is-chosen {border-bottom: 3px solid}
.cm-lanes td.is-chosen {background: var(--cm-10)}
.cm-dot {align-items: center; background: var(--cm-40); border-radius: 50%; display: inline-flex;
  justify-content: center; vertical-align: middle}
.is-later .cm-dot {background: transparent; box-shadow: inset 0 0 0 1px var(--cm-40)}
.cm-lanes .cm-dot.is-own {background: currentColor; box-shadow: none}
.cm-lanes .is-later .is-own {background: transparent; box-shadow: inset 0 0 0 2px currentColor}
.cm-dot-1 {height: 4px; width: 4px}
.cm-dot-2 {height: 6px; width: 6px}
.cm-dot-3 {height: 9px; width: 9px}
.cm-dot-4 {height: 12px; width: 12px}
.cm-dot-5 {height: 15px; width: 15px}
.cm-dot-6 {height: 18px; width: 18px}
/* On a phone the days scroll past the names. */
@media (max-width: 640px) {
  $html .cm-lanes table {min-width: 700px}
  $html .cm-lanes thead td, $html .cm-lanes th[scope="row"] {
    background: var(--st-background-color); left: 0; position: sticky; width: 8.6rem; z-index: 1}
}
.cm-unseen {clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; width: 1px}
/* End of Timeline. */
/* Casualties. */
$html .cm-tolls {font-size: 14px; line-height: 1.35; margin: 0; padding: 0}
.cm-tolls > div {border-top: 1px solid var(--cm-10); display: grid; gap: .5rem;
  grid-template-columns: 6.2rem 1fr; padding: .3rem 0}
.cm-tolls dt {font-weight: 600}
.cm-tolls dd, .cm-tolls p {margin: 0}
.cm-tolls dd > div {margin: 0 0 .15rem}
$html .cm-tolls .cm-list li {font-size: 12px; margin: 0}
$html h3.cm-panel-title {font-size: 14px}
.cm-tolls summary {cursor: pointer; min-height: 24px}
.cm-tolls .cm-meta {font-size: 12px; white-space: normal}
/* End of casualties. */
/* Peacekeepers. */
$html .cm-phase {font-size: 12px; font-weight: 600; margin: .4rem 0 .1rem; opacity: .85; padding: 0}
.cm-choices > li > .cm-choice-head {padding: .15rem .15rem 0}
.cm-choice-number small {font-size: 12px; font-weight: 400; opacity: .85}
.cm-choices > li > .cm-choice-meta {padding: 0 .15rem .1rem}
$html .cm-against {border-collapse: collapse; font-size: 14px; width: 100%}
$html .cm-against th, $html .cm-against td {border: 0; border-top: 1px solid var(--cm-10);
  font-weight: 400; padding: .15rem; text-align: end}
$html .cm-against thead th {font-size: 12px}
$html .cm-against th[scope="row"] {font-weight: 600; text-align: start}
/* End of Peacekeepers. */
/* Corrections: what was said, and what stands beside it. */
.cm-back {display: grid; gap: 0 1.5rem; grid-template-columns: 3fr 2fr}
.cm-typed {line-height: 1.6; margin: 0; overflow-wrap: anywhere}
.cm-typed mark {background: var(--cm-10); border-bottom: 2px solid; color: inherit}
@media (max-width: 640px) {.cm-back {grid-template-columns: 1fr}}
/* End of corrections. */
$copy {opacity: 1; visibility: visible}
""")

STYLE = _SHEET.substitute(
    app=insides.APP,
    curfew=CURFEW,
    panel=insides.keyed(session.PANEL),
    panel_head=insides.keyed(session.PANEL_HEAD),
    span=insides.keyed(session.SPAN),
    buttons=insides.BUTTONS,
    html=insides.HTML,
    caption=insides.CAPTION,
    # A finger and a keyboard are never over it.
    copy=insides.COPY,
)
