"""The style of the frame around every page: header, time strip, map and panel, print."""

from string import Template

from pages.drawing import insides
from pages.frame import session

# Heights are fixed, so that nothing moves while a page loads or the day changes.
_SHEET = Template("""
:root {--cm-10: color-mix(in srgb, currentColor 10%, transparent);
  --cm-20: color-mix(in srgb, currentColor 20%, transparent);
  --cm-40: color-mix(in srgb, currentColor 40%, transparent);
  --cm-above: 262px; --cm-map: max(400px, calc(100vh - var(--cm-above)))}
/* As wide as it will be, also before Streamlit has heard that the page is. */
$main {max-width: none; padding: 3.9rem 1.1rem 2rem}
$main > .stVerticalBlock, $main > div > .stVerticalBlock {gap: .45rem}
$nav {min-height: 3.1rem}
$pages, div:has(> $pages) {display: none}
$header, $app div:has(> $header) {flex: none; height: 36px}
$app $header button {font-size: 14px; min-height: 32px; padding: 0 .7rem}
$header {flex-wrap: nowrap}
$header > div:first-child {flex: 1 1 0; min-width: 0; width: auto}
$header > div {flex: none; width: auto}
.cm-head {align-items: baseline; display: flex; gap: .7rem; overflow: hidden; white-space: nowrap}
.cm-head h1 {font-size: 22px; font-weight: 700; line-height: 1.3; margin: 0; padding: 0}
.cm-head p {font-size: 14px; margin: 0; opacity: .85; overflow: hidden; text-overflow: ellipsis}
.cm-button {background: transparent; border: 1px solid var(--st-border-color, currentColor);
  border-radius: .5rem; color: inherit; cursor: pointer; font: inherit; font-size: 14px;
  min-height: 32px; padding: 0 .75rem; white-space: nowrap}
$link {min-height: 32px; min-width: 92px}
$main h2, $main h3 {padding: .5rem 0 .3rem}
.cm-said {font-size: 12px; margin-left: .4rem}
.cm-said:empty {margin: 0}
$strip_place {border: 1px solid var(--cm-20);
  border-radius: .5rem; box-sizing: border-box; overflow: hidden; padding: 2px 8px}
$strip_place, $app div:has(> $strip_place) {flex: none; height: 64px !important}
$strip_days, $app div:has(> $strip_days) {flex: 1 1 0; min-width: 0}
$strip_row {flex-wrap: nowrap}
$strip_row > :last-child {margin-left: auto}
$figures_place, $app div:has(> $figures_place) {flex: none; height: 60px !important;
  overflow: hidden; padding: 0}
.cm-strip {align-items: stretch; display: flex; gap: .6rem; height: 58px}
.cm-strip-buttons {align-items: center; display: flex; flex: none; gap: 2px}
.cm-strip-button {background: transparent; border: 0; border-radius: 4px; color: inherit;
  cursor: pointer; font-size: 14px; height: 32px; min-width: 28px; padding: 0}
.cm-strip-button:hover, .cm-button:hover {background: var(--cm-10)}
.cm-strip-button:disabled {cursor: default; opacity: .35}
.cm-strip-play {font-size: 0}
.cm-strip-play::before {border-bottom: 7px solid transparent; border-left: 12px solid currentColor;
  border-top: 7px solid transparent; content: ""; display: inline-block}
.cm-strip-play.is-playing::before {border-bottom: 0; border-left: 4px solid currentColor;
  border-right: 4px solid currentColor; border-top: 0; height: 13px; width: 4px}
.cm-strip-days {cursor: pointer; display: flex; flex: 1 1 auto; min-width: 0; position: relative;
  touch-action: pan-y; user-select: none}
.cm-strip-day {display: flex; flex: 1 1 0; flex-direction: column; min-width: 0; padding: 0 1px}
.cm-strip-day.is-late {flex-grow: .45}
.cm-strip-day:not(.is-late) + .is-late {border-left: 2px dotted var(--cm-40); margin-left: 3px}
.cm-bar-room {align-items: flex-end; display: flex; flex: 1 1 auto}
.cm-bar {background: var(--cm-20); border-radius: 2px 2px 0 0;
  display: flex; flex: 1 1 auto; flex-direction: column; justify-content: flex-end}
.cm-bar-stands {background: var(--cm-40)}
.is-later .cm-bar {background: transparent; border: 1px dashed var(--cm-40);
  border-bottom: 0}
.is-chosen .cm-bar, .is-chosen .cm-bar-stands {background: var(--st-primary-color)}
.is-chosen .cm-bar {border: 0; min-height: 3px}
.cm-day {display: flex; font-size: 12px; justify-content: center; line-height: 16px; height: 16px;
  white-space: nowrap}
.is-late .cm-day {justify-content: flex-start}
.cm-day::after {content: attr(data-label)}
.is-chosen {position: relative; z-index: 1}
.is-chosen .cm-day {justify-content: center}
.is-chosen .cm-day::after {background: var(--st-primary-color); border-radius: 0 0 3px 3px;
  color: var(--st-background-color); content: attr(data-short); flex: none; font-weight: 700;
  padding: 0 4px}
.cm-strip-range {height: 100%; inset: 0; margin: 0; opacity: 0; pointer-events: none;
  position: absolute; width: 100%}
.cm-strip-days:focus-within {outline: 2px solid var(--st-primary-color); outline-offset: 2px}
.cm-strip-note {flex: 0 0 11.5rem; font-size: 12px; line-height: 1.25; margin: auto 0;
  max-height: 48px; overflow: hidden}
/* Streamlit keeps the room of a frame beside the frame itself while it loads. */
$map_place $skeleton {display: none}
.cm-behind .cm-lead, .cm-behind $figures_place, .cm-behind $panel, .cm-behind $sidebar,
.cm-behind .stTabs {opacity: .4}
$map_place iframe {border-radius: .5rem; display: block; height: var(--cm-map) !important;
  width: 100%}
$map_place, $app div:has(> $map_place) {flex: none; height: var(--cm-map) !important;
  overflow: hidden; padding: 0}
$app div:has(> $panel) {flex: none !important; height: var(--cm-map) !important;
  max-height: var(--cm-map)}
$app $panel {height: 100% !important; padding: .6rem .8rem}
$html .cm-choices, .cm-choices {list-style: none; margin: 0; padding: 0}
.cm-choices li {border-top: 1px solid var(--cm-10); margin: 0}
.cm-choices li:first-child {border-top: 0}
.cm-choices button {background: transparent; border: 0; border-radius: 4px; color: inherit;
  cursor: pointer; display: block; font: inherit; font-size: 14px; line-height: 1.3;
  min-height: 26px; padding: .2rem .15rem; text-align: start; width: 100%}
.cm-choices button:hover {background: var(--cm-10)}
.cm-choices button[aria-current] {background: var(--cm-20)}
.cm-choices button:focus-visible, .cm-button:focus-visible, .cm-strip-button:focus-visible {
  outline: 2px solid var(--st-primary-color)}
.cm-choice-head {align-items: baseline; display: flex; gap: .4rem}
.cm-choice-name {font-weight: 600}
.cm-choice-number {font-weight: 600; margin-inline-start: auto; text-align: end}
.cm-choice-detail {display: block}
.cm-choice-meta {display: block; font-size: 12px; opacity: .85}
.cm-sign {display: inline-block; flex: none; height: 13px; width: 13px}
.cm-sign-Extreme {background: #7a0f3c;
  clip-path: polygon(30% 0, 70% 0, 100% 30%, 100% 70%, 70% 100%, 30% 100%, 0 70%, 0 30%)}
.cm-sign-Severe {background: #d55e00; clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%)}
.cm-sign-Moderate {background: #e69f00; clip-path: polygon(50% 0, 100% 100%, 0 100%)}
.cm-sign-Minor {background: #6f8f7d; border-radius: 50%}
.cm-sign-Unknown {border: 1.5px solid currentColor; border-radius: 50%}
/* Before the sidebar comes, its place is kept. */
@media (min-width: 769px) {
  $view:not(:has($sidebar_whole)) {padding-left: 250px}
}
$sidebar {padding: 0 .8rem}
$sidebar_head {height: 3rem; margin: 0; padding: .4rem 0 0}
$sidebar_whole a p {font-size: 12px}
@media (max-width: 640px) {
  :root {--cm-map: 308px}
  $main {padding: 3.6rem .5rem 2rem; overflow-x: clip}
  div:has(> $pages) {display: block; height: 44px; left: 52px; overflow: auto hidden;
    position: fixed; right: 0; scrollbar-width: none; top: 8px; z-index: 999990}
  $pages {display: flex; flex-wrap: nowrap; width: max-content}
  $pages > div {flex: none; width: auto}
  $header, $app div:has(> $header) {flex-wrap: wrap; height: 78px}
  $header {align-content: flex-start; gap: 0 6px}
  $header > div:first-child {flex: 1 1 100%; height: 44px; overflow: hidden}
  $header > div:first-child > div {height: 44px}
  .cm-head {display: block; white-space: normal}
  .cm-of {display: none}
  .cm-head h1 {font-size: 17px}
  .cm-strip-note {display: none}
  $figures_place, $app div:has(> $figures_place) {height: 56px !important}
  $app $strip_place button [data-testid="stMarkdownContainer"] p {font-size: 0}
  $app $header button {padding: 0 .5rem}
  .cm-strip-button {min-width: 26px}
  .cm-day {font-size: 12px}
  .cm-strip-day:nth-child(even) .cm-day {visibility: hidden}
  $app div:has(> $panel), $app $panel {height: auto !important; max-height: none;
    min-height: 620px}
  .cm-choices button {min-height: 32px}
}
/* The map with its legend, the figures and what stands beside it, on one page of A4 across. */
@media print {
  html {zoom: .82}
  $sidebar_whole, $nav, $app div:has(> $strip_place), $header button, .cm-button, $main .stTabs,
  $main .stExpander {display: none !important}
  $main {padding: 0}
  $app div:has(> $map_place), $map_place, $map_place iframe, $app div:has(> $panel) {
    break-inside: avoid; height: var(--cm-map) !important}
  :root {--cm-map: 760px}
}
""")

STYLE = _SHEET.substitute(
    app=insides.APP,
    main=insides.MAIN,
    html=insides.HTML,
    nav=insides.NAVIGATION,
    view=insides.VIEW,
    skeleton=insides.SKELETON,
    sidebar=insides.SIDEBAR,
    sidebar_head=insides.SIDEBAR_HEAD,
    sidebar_whole=insides.SIDEBAR_WHOLE,
    link=insides.keyed(session.LINK),
    pages=insides.keyed(session.PAGES),
    header=insides.keyed(session.HEADER),
    strip_place=insides.keyed(session.STRIP_PLACE),
    strip_days=insides.keyed(session.STRIP_DAYS),
    strip_row=insides.keyed(session.STRIP_ROW),
    figures_place=insides.keyed(session.FIGURES_PLACE),
    map_place=insides.keyed_like(session.MAP_PLACE),
    panel=insides.keyed(session.PANEL),
)
