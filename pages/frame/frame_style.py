"""The style of the frame around every page: header, time strip, map and panel, print."""

from string import Template

from pages.drawing import insides
from pages.frame import session

_MAP_PLACE = insides.keyed_like(session.MAP_PLACE)

# Heights are fixed, so that nothing moves while a page loads or the day changes.
_SHEET = Template("""
:root {--cm-10: color-mix(in srgb, currentColor 10%, transparent);
  --cm-20: color-mix(in srgb, currentColor 20%, transparent);
  --cm-40: color-mix(in srgb, currentColor 40%, transparent);
  --cm-header: 36px; --cm-above: 262px; --cm-map: max(400px, calc(100vh - var(--cm-above)))}
/* As wide as it will be, also before Streamlit has heard that the page is. */
$main {max-width: none; padding: 3.9rem 1.1rem 2rem}
$column {gap: .45rem}
$nav {min-height: 3.1rem}
/* What is on the page stays readable until there is something newer; a line above it says that. */
$app $old {opacity: 1 !important; transition: none !important}
$running::after {animation: cm-working 1.6s ease-in-out .6s infinite both;
  background: var(--st-primary-color); content: ""; height: 3px; left: 0; position: fixed; top: 0;
  width: 25%; z-index: 999999}
@keyframes cm-working {from {transform: translateX(-100%)} to {transform: translateX(400%)}}
@media (prefers-reduced-motion: reduce) {$running::after {animation-name: cm-waiting}}
@keyframes cm-waiting {from {transform: translateX(-100%)} 1% {transform: translateX(150%)}
  to {transform: translateX(150%)}}
$pages, $wrap:has(> $pages) {display: none}
$header, $app $wrap:has(> $header) {flex: none; height: var(--cm-header)}
/* It comes after the page: an empty one would take no room. */
$column:not(:has($header)) > $wrap:has(> $strip_place) {margin-top: calc(var(--cm-header) + .45rem)}
$app $header button {font-size: 14px; min-height: 32px; padding: 0 .7rem}
$header {flex-wrap: nowrap}
$header > div:first-child {flex: 1 1 0; min-width: 0; width: auto}
$header > div {flex: none; width: auto}
.cm-head {align-items: baseline; display: flex; gap: .7rem; overflow: hidden; white-space: nowrap}
.cm-head h1 {font-size: 22px; font-weight: 700; line-height: 1.6; margin: 0; padding: 0}
.cm-head p {font-size: 14px; margin: 0; opacity: .85; overflow: hidden; text-overflow: ellipsis}
.cm-button {background: transparent; border: 1px solid var(--st-border-color, currentColor);
  border-radius: .5rem; color: inherit; cursor: pointer; font: inherit; font-size: 14px;
  min-height: 32px; padding: 0 .75rem; white-space: nowrap}
$link {min-height: 32px; min-width: 92px}
$link .cm-button {min-width: 92px}
$main h2, $main h3 {padding: .5rem 0 .3rem}
.cm-skip {background: #17222c; border: 2px solid #fff; border-radius: .5rem; color: #fff;
  font: 600 16px/1.2 system-ui, sans-serif; left: 8px; padding: .6rem .9rem; position: fixed;
  top: -5rem; z-index: 1000000}
$skip {display: none}
.cm-skip:focus {outline: 3px solid #17222c; top: 8px}
.cm-said {font-size: 12px; margin-left: .4rem}
.cm-said:empty {margin: 0}
$strip_place {border: 1px solid var(--cm-20);
  border-radius: .5rem; box-sizing: border-box; overflow: visible; padding: 2px 8px}
$strip_place, $app $wrap:has(> $strip_place) {flex: none; height: 64px !important}
$strip_days, $app $wrap:has(> $strip_days) {flex: 1 1 0; min-width: 0}
$strip_row {flex-wrap: nowrap}
$strip_row > :last-child {margin-left: auto}
$figures_place, $app $wrap:has(> $figures_place) {flex: none; height: 60px !important;
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
.cm-strip-days {container-type: inline-size; cursor: pointer; display: flex; flex: 1 1 auto;
  min-width: 0; position: relative; touch-action: pan-y; user-select: none}
/* No gap where the bar beside it would not be as wide: of more days than pixels none would show. */
.cm-strip-day {display: flex; flex: 1 1 0; flex-direction: column; min-width: 0;
  padding: 0 clamp(0px, 50cqw / var(--days) - 1px, 1px)}
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
.is-dense .is-chosen {min-width: 3px; padding: 0}
.is-dense .is-later .cm-bar {border-width: 1px 0 0}
.cm-day {display: flex; font-size: 12px; justify-content: center; line-height: 16px; height: 16px;
  white-space: nowrap}
.is-late .cm-day {justify-content: flex-start}
.cm-day::after {content: attr(data-label)}
.is-chosen {position: relative; z-index: 1}
.is-chosen .cm-day {justify-content: center}
.is-chosen .cm-day::after {background: var(--st-primary-color); border-radius: 0 0 3px 3px;
  color: var(--st-background-color); content: attr(data-short); flex: none; font-weight: 700;
  padding: 0 4px}
/* It is wider than its day, and would cut the numbers beside it. */
@media (max-width: 1500px) {
  .cm-strip-day:has(+ .is-chosen) .cm-day, .is-chosen + .cm-strip-day .cm-day {visibility: hidden}
}
/* Over the bars, which are lower while it says something; the strip is not higher. */
.cm-strip-caption {font-size: 12px; inset: 0 auto auto 2px; line-height: 14px; margin: 0;
  pointer-events: none; position: absolute; white-space: nowrap}
.cm-strip-days.has-caption {padding-top: 14px}
.cm-strip-range {height: 100%; inset: 0; margin: 0; opacity: 0; pointer-events: none;
  position: absolute; width: 100%}
.cm-strip-days:has(:focus-visible) {outline: 2px solid var(--st-primary-color); outline-offset: 1px}
.cm-strip-note {flex: 0 0 11.5rem; font-size: 12px; line-height: 1.25; margin: auto 0;
  max-height: 48px; overflow: hidden}
/* Streamlit keeps the room of a frame beside the frame itself while it loads. */
$map_place $skeleton {display: none}
$main .stMarkdown > div {visibility: inherit} /* Streamlit's own is seen whatever holds it. */
$map_place {background: var(--cm-10); border-radius: .5rem; scroll-margin-top: 3.6rem}
.cm-behind .cm-when, .cm-behind $figures_place, .cm-behind $panel, .cm-behind $sidebar,
.cm-behind .stTabs {opacity: .4}
$map_place iframe {border-radius: .5rem; display: block; height: var(--cm-map) !important;
  width: 100%}
$map_place, $app $wrap:has(> $map_place) {flex: none; height: var(--cm-map) !important;
  overflow: hidden; padding: 0}
$app $wrap:has(> $panel) {flex: none !important; height: var(--cm-map) !important;
  max-height: var(--cm-map)}
$app $panel {height: 100% !important; padding: .6rem .8rem}
/* The way to other datasets stands beside the title, where there is room. */
@media (min-width: 641px) {
  $header:has(> $datasets) > div:first-child {flex: 0 1 auto}
}
$header > $datasets {margin-right: auto}
.cm-datasets {max-height: 60vh; overflow: auto}
.cm-datasets .cm-list {list-style: none; padding: 0}
.cm-datasets a {display: block; padding: .35rem .2rem}
.cm-datasets [aria-current] {color: inherit; font-weight: 700; text-decoration: none}
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
@media (min-width: 769px) and (min-height: 501px) {
  $view:not(:has($sidebar_whole)) {padding-left: 250px}
}
$sidebar {padding: 0 .8rem}
$sidebar_head {height: 3rem; margin: 0; padding: .4rem 0 0}
$sidebar_whole a p {font-size: 12px}
/* On a phone, held upright or across, the figures stand below the map. */
@media (max-width: 640px), (max-height: 500px) {
  $column > $wrap:has(> $strip_place) ~ div {order: 3}
  $app $column > div:has($map_place) {order: 0}
  $app $column > $wrap:has(> $figures_place) {order: 1}
  /* Room that moves down when the map comes is no jump while nobody sees it. */
  $wrap:has(> $figures_place):not(:has($figures)) {visibility: hidden}
  .cm-strip-note {display: none}
  .cm-strip-day.is-late {flex-grow: .25}
  .cm-head h1 {font-size: 17px; line-height: 1.4}
  .cm-choices button {min-height: 32px}
}
@media (min-width: 641px) and (max-height: 500px) {
  :root {--cm-map: max(236px, calc(100vh - 159px))}
  $main {padding-top: 3.8rem}
  $column {gap: .3rem}
  $strip_place, $app $wrap:has(> $strip_place) {height: 48px !important}
  $strip_place {padding: 0 8px}
  .cm-strip {height: 46px}
  $app $panel {padding: .4rem .6rem}
  $sidebar_whole {height: 100% !important; position: absolute !important; z-index: 999991}
}
@media (max-width: 640px) {
  :root {--cm-header: 78px; --cm-map: 330px}
  $main {padding: 3.6rem .5rem 2rem; overflow-x: clip}
  $wrap:has(> $pages) {display: block; height: 44px; left: 52px; position: fixed; right: 0;
    top: 5px; width: auto !important; z-index: 999990}
  /* It fades where there is more, and an arrow says so; elements/sight.js knows where that is. */
  $wrap:has(> $pages)::before, $wrap:has(> $pages)::after {font-size: 22px; line-height: 40px;
    overflow: hidden; pointer-events: none; position: absolute; text-align: center; top: 0}
  $wrap:has(> $pages)::before {content: "‹" / ""; left: 0; width: calc(var(--cm-before, 0px) / 2)}
  $wrap:has(> $pages)::after {content: "›" / ""; right: 0; width: calc(var(--cm-after, 32px) / 2)}
  $pages {align-items: center; display: flex; flex-wrap: nowrap; height: 44px;
    mask: linear-gradient(to right, transparent calc(var(--cm-before, 0px) / 2),
      #000 var(--cm-before, 0px), #000 calc(100% - var(--cm-after, 32px)),
      transparent calc(100% - var(--cm-after, 32px) / 2));
    overflow: auto hidden; scroll-padding-inline: 40px; scrollbar-width: none; width: 100%}
  $pages > div {flex: none; height: 40px; width: auto}
  $pages a {height: 40px}
  $header {align-content: flex-start; flex-wrap: wrap; gap: 0 6px}
  $header > div:first-child {flex: 1 1 100%; height: 44px; overflow: hidden}
  $header > div:first-child > div {height: 44px}
  /* What the page is, and of which crisis; below it the moment. */
  .cm-head {display: grid; gap: 0 .5rem;
    grid-template-columns: minmax(0, max-content) minmax(0, 1fr)}
  .cm-head .cm-lead {display: contents}
  .cm-head h1, .cm-of, .cm-when {overflow: hidden; text-overflow: ellipsis}
  .cm-of, .cm-when {font-size: 14px; opacity: .85}
  .cm-when {grid-area: 2 / 1 / 3 / -1}
  .cm-comma {display: none}
  .cm-strip {gap: .3rem}
  $app $strip_place button [data-testid="stMarkdownContainer"] p {font-size: 0}
  $app $strip_place button {padding: 0 .3rem}
  $app $header button {padding: 0 .5rem}
  .cm-strip-button {min-width: 26px}
  .cm-strip-day:nth-child(even):not(.is-chosen) .cm-day,
  .cm-strip-day:has(+ * + .is-chosen) .cm-day, .is-chosen + * + .cm-strip-day .cm-day,
  .cm-strip-day:has(+ * + * + .is-chosen) .cm-day, .is-chosen + * + * + .cm-strip-day .cm-day {
    visibility: hidden}
  /* Streamlit's smallest ones, for a finger. */
  $app :is(.stTabs, .stSelectbox, .stMultiSelect, .stDateInput, .stTooltipIcon) button {
    min-height: 24px; min-width: 24px}
  /* Map and panel stand in the page's own column, so that the figures can stand between them. */
  $stage, $stage > .stHorizontalBlock,
  $stage > .stHorizontalBlock > .stColumn,
  $stage > .stHorizontalBlock > .stColumn > .stVerticalBlock {display: contents}
  $app $wrap:has(> $panel) {order: 2}
  $app $wrap:has(> $panel), $app $panel {height: auto !important; max-height: none}
  /* What follows begins below the first screen, so that nothing jumps there while this fills. */
  $app $panel {min-height: 240px}
}
/* The map with its legend, the figures and what stands beside it, on one page of A4 across. */
@media print {
  html {zoom: .82}
  $sidebar_whole, $nav, $app $wrap:has(> $strip_place), $header button, .cm-button,
  $main .stTabs, $main .stExpander {display: none !important}
  $main {padding: 0}
  $app $wrap:has(> $map_place), $map_place, $map_place iframe, $app $wrap:has(> $panel) {
    break-inside: avoid; height: var(--cm-map) !important}
  :root {--cm-map: 760px}
}
""")

STYLE = _SHEET.substitute(
    app=insides.APP,
    main=insides.MAIN,
    html=insides.HTML,
    nav=insides.NAVIGATION,
    skip=insides.SKIP,
    old=insides.OLD,
    running=insides.RUNNING,
    view=insides.VIEW,
    wrap=insides.WRAPPER,
    skeleton=insides.SKELETON,
    sidebar=insides.SIDEBAR,
    sidebar_head=insides.SIDEBAR_HEAD,
    sidebar_whole=insides.SIDEBAR_WHOLE,
    column=insides.COLUMN,
    stage=f"{insides.COLUMN} > div:has(> .stHorizontalBlock > .stColumn {_MAP_PLACE})",
    link=insides.keyed(session.LINK),
    pages=insides.keyed(session.PAGES),
    header=insides.keyed(session.HEADER),
    datasets=insides.keyed(session.DATASETS),
    strip_place=insides.keyed(session.STRIP_PLACE),
    strip_days=insides.keyed(session.STRIP_DAYS),
    strip_row=insides.keyed(session.STRIP_ROW),
    figures_place=insides.keyed(session.FIGURES_PLACE),
    figures=insides.keyed(session.KEY_FIGURES),
    map_place=_MAP_PLACE,
    panel=insides.keyed(session.PANEL),
)
