"""What happens to letters on the way to a table: lost, garbled, not to be seen, or mistaken.

Each check takes a text and gives what is wrong with it, or "".
"""

import re
import unicodedata
from functools import cache

# "?" before or inside a word, where an encoding had no such letter; U+FFFD, where a decoder had
# none; three and more in a row are a word of which nothing was left.
_LOST = re.compile(r"�|\?{3,}|(?<![\w?])\?+(?=[^\W\d_])|(?<=[^\W\d_])\?+(?=[^\W\d_])")
# In an address a "?" stands before what is asked for.
_ADDRESS = re.compile(r"\S*://\S*")


def is_plain(text: str) -> bool:
    """Whether none of the checks can find anything: what most cells hold, told at a glance."""
    return text.isascii() and text.isprintable() and "?" not in text


def lost(text: str) -> str:
    """The word in which letters were lost to an encoding."""
    found = _LOST.search(_ADDRESS.sub("", text)) if "?" in text or "�" in text else None
    return _word_at(_ADDRESS.sub("", text), found.start()) if found else ""


def _word_at(text: str, position: int) -> str:
    begin = max(text.rfind(" ", 0, position), text.rfind("\n", 0, position)) + 1
    return text[begin:].split()[0]


# A sign of two to four bytes in UTF-8, each byte read as a sign of its own.
_SEQUENCE = re.compile(
    b"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_CLOSING = "»”’›™®…\u00a0"
# Which letters every garbled text has: those that stand for the first byte of a sign.
_SUSPECT = re.compile("[\u00c2-\u00f4\u0410-\u044f]")


def garbled(text: str) -> str:
    """The word that is UTF-8 read in an encoding of one byte a letter ("Ð˜Ð½", "РџСЂ")."""
    if not _SUSPECT.search(text):
        return ""
    words = re.split(r"[ \n\r\t]+", text)
    return next((word for word in words if word and _is_garbled(word)), "")


def _is_garbled(word: str) -> bool:
    if word.isascii():
        return False
    for encoding, fewest in (("cp1252", 1), ("latin-1", 1), ("cp1251", 2)):
        data = _encode(word, encoding)
        signs = _SEQUENCE.findall(data)
        rest = _SEQUENCE.sub(b"", data)
        if len(signs) >= fewest and rest.isascii():
            # One capital letter and a closing sign are no garbled letter: «CAFÉ».
            return len(signs) > 1 or not any(sign in word for sign in _CLOSING)
    return False


def _encode(word: str, encoding: str) -> bytes:
    """The bytes that the word was read from; what the encoding does not have becomes 0xFF."""
    return b"".join(_byte(letter, encoding) for letter in word)


@cache
def _byte(letter: str, encoding: str) -> bytes:
    try:
        return letter.encode(encoding)
    except UnicodeEncodeError:
        # The five bytes that cp1252 leaves free are read as the control signs of the same number.
        return bytes([ord(letter)]) if "\x80" <= letter <= "\x9f" else b"\xff"


# Control signs but line breaks and tabs, signs that turn the direction of what follows (Unicode
# Technical Report 36, 2.9), and signs without width: joiners, fillers, marks of order.
_UNSEEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b"
    "\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffc\ufffe\uffff"
    "\U000e0000-\U000e007f"
)
# Persian and the scripts of India need them within a word, and emoji between two signs.
_JOINERS = "(?<![^\\x00-\u058f])[\u200c\u200d]|[\u200c\u200d](?![^\\x00-\u058f])"
_UNSEEN_SIGN = re.compile(f"[{_UNSEEN}]|{_JOINERS}")


def unseen(text: str) -> str:
    """The first sign that no reader sees."""
    found = None if text.isascii() and text.isprintable() else _UNSEEN_SIGN.search(text)
    return found[0] if found else ""


def without_unseen(text: str) -> str:
    """The text without the signs that no reader sees."""
    return text if text.isascii() and text.isprintable() else _UNSEEN_SIGN.sub("", text)


# Letters of Cyrillic and Greek that look like one of Latin (of Unicode's confusables those that
# keyboards have), and that letter.
_LOOKS = dict(
    zip(
        "АВЕЗІЈКМНОРСТУХЅаеіјорсухѕһԁԛԝёїΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρϲ",
        "ABE3IJKMHOPCTYXSaeijopcyxshdqwëïABEZHIKMNOPTYXovpc",
        strict=True,
    )
)
_LATIN = "ABCEHIJKMOPTXYabceijopxyëï"
_LOOKALIKES = frozenset(_LOOKS) | frozenset(_LATIN)
_WORD = re.compile(r"[^\W\d_]+")


def mixed(text: str) -> str:
    """The word in which letters of another script stand for those that they look like."""
    if text.isascii():
        return ""
    return next((word for word in _WORD.findall(text) if _is_mixed(word)), "")


def _is_mixed(word: str) -> bool:
    """Whether all letters of one script in a word of two have their like in the other."""
    by_script: dict[str, set[str]] = {}
    # For the languages of the Caucasus keyboards have I in place of the palochka.
    for letter in word if word.isupper() else word.replace("I", ""):
        by_script.setdefault(script(letter), set()).add(letter)
    by_script.pop("", None)
    return len(by_script) > 1 and any(letters <= _LOOKALIKES for letters in by_script.values())


@cache
def script(letter: str) -> str:
    """Latin, Cyrillic or Greek; "" for all other signs."""
    name = unicodedata.name(letter, "").partition(" ")[0].capitalize()
    return name if name in ("Latin", "Cyrillic", "Greek") else ""


def foreign_letters(word: str) -> str:
    """The letters of a mixed word that are not of the script that most of it is written in."""
    scripts = [script(letter) for letter in word]
    most = max(set(filter(None, scripts)), key=scripts.count)
    return "".join(dict.fromkeys(one for one in word if script(one) not in (most, "")))


# Alike in capitals is alike: a name in capitals is the same name.
_FOLDED_LOOKS = {letter.casefold(): like.casefold() for letter, like in _LOOKS.items()}


def skeleton(name: str) -> str:
    """A name as a reader sees it: without unseen signs, case and the script of like letters."""
    folded = unicodedata.normalize("NFKC", without_unseen(name)).casefold()
    folded = folded.replace("i\u0307", "i").replace("ı", "i")
    seen = "".join(_FOLDED_LOOKS.get(letter, letter) for letter in folded)
    return " ".join(unicodedata.normalize("NFC", seen).split())
