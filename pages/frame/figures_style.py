"""The style of the line of figures, of one height whatever they are, and of the panels."""

from string import Template

from pages.drawing import insides
from pages.frame import session

_SHEET = Template("""
$app $figures {border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent);
  box-sizing: border-box; flex: none; flex-wrap: nowrap; height: 60px; overflow: hidden}
$figures > * {flex: 1 1 auto; height: 59px; min-width: 0; width: auto}
$figures > * + * {border-left: 1px solid color-mix(in srgb, currentColor 20%, transparent)}
$figure {height: 59px; overflow: hidden; position: relative}
.cm-figure {padding: 2px 10px 0}
$figures > :first-child .cm-figure {padding-left: 2px}
$html .cm-figure p {font-size: 12px; line-height: 16px; margin: 0; overflow: hidden;
  text-overflow: ellipsis; white-space: nowrap}
$html .cm-figure p:nth-child(2) {font-size: 17px; line-height: 22px}
.cm-figure .cm-mark {font-weight: 700; padding-left: .3em}
$button, $button div {position: static}
$button button {background: none; border: 0; border-radius: 0; height: auto; inset: 0;
  min-height: 0; overflow: hidden; position: absolute; width: auto}
$button button > div {opacity: 0}
$button button:hover {background: color-mix(in srgb, currentColor 8%, transparent)}
$button button:focus-visible {box-shadow: none; outline: 3px solid; outline-offset: -3px}
$html .cm-told p {line-height: 1.35; margin: 0}
$html .cm-told {margin: 0 0 .6rem}
@media (max-width: 640px) {
  $app $figures {height: 56px; overflow-x: auto; scroll-snap-type: x proximity}
  $figures > * {flex: 0 0 auto; height: 55px; scroll-snap-align: start}
  $figure {height: 55px}
  .cm-figure {padding-top: 0}
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
    figures=insides.keyed(session.KEY_FIGURES),
    figure=insides.keyed_like(session.KEY_FIGURE("")),
    panel=insides.keyed_like(session.SIDE_PANEL("")),
    button=insides.keyed_like(session.OPENED("figure")),
)
