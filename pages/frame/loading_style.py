"""The style of a page that is still loading, which elements/sight.js takes away once it is there.

To find out what still loads costs a browser more than all the rest of the style.
"""

from string import Template

from pages.drawing import insides
from pages.frame import session

_SHEET = Template("""
/* What would be pushed about by what still loads is shown after it; in the end, whatever failed. */
$column > div:not(:has($header, $strip_place, $figures_place, $map_place)):has($loading) ~ div,
$main .stTabs .stVerticalBlock > div:has($loading) ~ div,
$main .stHorizontalBlock > div:not(:has($map_place)):has($loading) ~ .stColumn {
  animation: cm-appear 0s 10s forwards; visibility: hidden}
@keyframes cm-appear {to {visibility: visible}}
""")

STYLE = _SHEET.substitute(
    column=insides.COLUMN,
    main=insides.MAIN,
    loading=insides.LOADING,
    header=insides.keyed(session.HEADER),
    strip_place=insides.keyed(session.STRIP_PLACE),
    figures_place=insides.keyed(session.FIGURES_PLACE),
    map_place=insides.keyed_like(session.MAP_PLACE),
)
