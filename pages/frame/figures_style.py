"""The style of the line of figures, of one height whatever they are, and of the panels."""

from string import Template

from pages.drawing import insides
from pages.frame import session

_SHEET = Template("""
.cm-figures {border-bottom: 1px solid var(--cm-20); box-sizing: border-box; display: flex;
  height: 60px; overflow: hidden}
.cm-figure {background: none; border: 0; color: inherit; cursor: pointer; flex: 1 1 auto;
  font: inherit; height: 59px; line-height: 16px; min-width: 0; overflow: hidden;
  padding: 2px 10px 0; text-align: start}
.cm-figure:first-child {padding-left: 2px}
.cm-figure + .cm-figure {border-left: 1px solid var(--cm-20)}
.cm-figure > span {display: block; font-size: 12px; overflow: hidden; text-overflow: ellipsis;
  white-space: nowrap}
.cm-figure > .cm-number {font-size: 17px; font-weight: 700; line-height: 22px}
.cm-figure .cm-mark {padding-left: .3em}
.cm-figure:hover {background: color-mix(in srgb, currentColor 8%, transparent)}
.cm-figure:focus-visible {outline: 3px solid; outline-offset: -3px}
/* Streamlit's own button, from which the opened figure hangs: under the one that was clicked. */
$place {position: relative}
$app $detail {height: 0; left: var(--cm-figure, 0); overflow: hidden; position: absolute; top: 18px;
  visibility: hidden; width: 9rem}
$html .cm-told p {line-height: 1.35; margin: 0}
$html .cm-told {margin: 0 0 .6rem}
@media (max-width: 640px) {
  .cm-figures {overflow-x: auto; scroll-snap-type: x proximity}
  .cm-figure {display: flex; flex: 0 0 auto; flex-direction: column; line-height: 13px;
    min-width: calc(100% / 3); padding-top: 0; scroll-snap-align: start}
  .cm-figure > .cm-number {line-height: 20px}
  /* What qualifies a number makes no figure wider: three stand beside each other, and it wraps. */
  .cm-figure > span:last-child {-webkit-box-orient: vertical; -webkit-line-clamp: 2;
    contain: inline-size; display: -webkit-box; white-space: normal}
}
$panel {padding: .55rem .7rem .3rem}
/* The lines come after all else: room for six of them. */
$panel:not(:has(.cm-choices, p.cm-meta)) {min-height: 221px}
.cm-panel-head {align-items: baseline; display: flex; gap: .5rem; justify-content: space-between}
$html .cm-panel-head h2, $html .cm-panel-head p {font-size: 14px; line-height: 1.3; margin: 0;
  padding: 0 0 .15rem}
$html .cm-panel-head h2 {flex: none; font-weight: 700}
.cm-panel-head p {text-align: end}
$panel .cm-choice-head {gap: .3rem}
$panel .cm-choice-name {flex: 1 1 40%; font-weight: 400; overflow-wrap: break-word}
$panel .cm-choice-number {flex: 0 1 auto; max-width: 70%}
$panel .cm-choice-mark {font-weight: 700}
$panel a {min-height: 26px; padding: .15rem 0}
$panel a p {font-size: 12px}
""")

STYLE = _SHEET.substitute(
    app=insides.APP,
    html=insides.HTML,
    place=insides.keyed(session.FIGURES_PLACE),
    detail=insides.keyed(session.OPENED("figure")),
    panel=insides.keyed_like(session.SIDE_PANEL("")),
)
