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
.cm-answer p {margin: 0 0 .4rem}
.cm-verdict {font-size: 15px}
.cm-says-yes {border-left-color: $curfew}
.cm-says-contradictory {border-left: 4px dashed #d55e00}
.cm-cards {display: grid; gap: .5rem; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr));
  margin: 0 0 .5rem}
.cm-card {border: 1px solid var(--cm-20); border-radius: .4rem; padding: .35rem .5rem}
.cm-card p {margin: 0 0 .15rem}
.cm-answer .cm-meta, .cm-window .cm-meta {font-size: 12px}
.cm-answer summary {cursor: pointer; min-height: 24px}
.cm-window {border-top: 1px solid var(--cm-10); line-height: 1.4; padding: .4rem 0}
.cm-window p {margin: 0}
/* End of curfews. */
$copy {opacity: 1; visibility: visible}
""")

STYLE = _SHEET.substitute(
    app=insides.APP,
    curfew=CURFEW,
    panel=insides.keyed(session.PANEL),
    html=insides.HTML,
    caption=insides.CAPTION,
    # A finger and a keyboard are never over it.
    copy=insides.COPY,
)
