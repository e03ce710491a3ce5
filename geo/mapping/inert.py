"""Text made harmless for folium, which compiles what it is given as Jinja and as JavaScript."""

import json
import re
from functools import lru_cache

# folium and branca compile every string as a Jinja template on the server, folium puts some into
# JavaScript template literals, and Leaflet sets tooltips as HTML. Entities are inert in all three
# and read as typed once the browser has decoded them.
_ENTITIES = {ord(sign): f"&#{ord(sign)};" for sign in "&<>\"'{}$\\`"}

# What draws nothing, or turns the text around it, is shown as a sign: C0 controls by their own
# pictures (Unicode block 2400), and the marks, embeddings, overrides and isolates of UAX #9 by
# their code point.
_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n\r"}
_CONTROLS |= {0x7F: "\u2421"}
_CONTROLS |= {code: f"[U+{code:04X}]" for code in range(0x80, 0xA0)}
_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROLS |= {code: f"[U+{code:04X}]" for code in (*_BIDI, 0x2028, 0x2029, 0xFEFF)}

_SURROGATE = re.compile("[\ud800-\udfff]")

# XML 1.0 (fifth edition), 2.2: what may not stand in a document even when escaped.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LONGEST = 300


def inert(text: str, longest: int = LONGEST) -> str:
    """HTML that shows ``text`` as typed wherever folium, branca or Leaflet put it.

    Control and direction signs become visible, and what is over ``longest`` characters is cut,
    with an ellipsis.
    """
    return visible(text, longest).translate(_ENTITIES)


# Pages show the same texts at every moment.
@lru_cache(maxsize=1 << 13)
def visible(text: str, longest: int = LONGEST) -> str:
    """The text itself, its control and direction signs shown, cut after ``longest`` characters."""
    return visible_once(text, longest)


def visible_once(text: str, longest: int = LONGEST) -> str:
    """The same, of what a reader typed, which is not to be kept."""
    short = text if len(text) <= longest else text[: longest - 1] + "…"
    return _SURROGATE.sub("\ufffd", short).translate(_CONTROLS)


def legal(text: str) -> str:
    """The text with a replacement character for each sign that XML cannot hold."""
    return FORBIDDEN.sub("\ufffd", text)


def isolated(text: str) -> str:
    """The text with each stretch of letters that run from right to left isolated (UAX #9).

    So 'وكالة سبأ, 2 May' keeps its order on a page that runs from left to right. What is mostly of
    such letters is a sentence in a direction of its own, and stays. Invisible signs are added: for
    what is shown, and looked up nowhere.
    """
    stretches = _RIGHT_TO_LEFT.findall(text)
    if not stretches:
        return text
    own = sum(len(one.split()) for one in stretches)
    if own >= _SENTENCE and 2 * own > len(text.split()):
        return text
    return _RIGHT_TO_LEFT.sub("\u2068\\g<0>\u2069", text)


# Hebrew, Arabic and the scripts that stand beside them in Unicode.
_LETTERS = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_RIGHT_TO_LEFT = re.compile(rf"{_LETTERS}+(?:[^\w]+{_LETTERS}+)*")
_SENTENCE = 5  # words


def to_json(value: object) -> str:
    """JSON that may stand in a script element of an HTML page; NaN is an error.

    ``</script>`` and ``<!--`` cannot come about, and no line separator of old JavaScript.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text
