"""Subjects of mails without what programs put before them: "RE: Antw: [EXTERN] dak" → "dak"."""

import re

_FORWARD_WORDS = r"fwd?|doorst|doorgest|doorgestuurd|tr|wg|weitergeleitet|rv|enc"
_REPLY_WORDS = r"re|antw|antwoord|beantw|aw|sv|vs|rép|rep|réf|ref|ynt|odp|r"
_COUNT = r"(?:[ ]?[\[(^*]?[0-9]{1,3}[\])]?)?"
_TAG = r"\[(?:ext|extern|external|externe|extern bericht|spam\??|suspect|verdacht|caution)\]"
_FORWARD = re.compile(rf"(?:{_FORWARD_WORDS}){_COUNT}\s?:", re.IGNORECASE)
_BEFORE = re.compile(rf"(?:(?:{_FORWARD_WORDS}|{_REPLY_WORDS}){_COUNT}\s?:|{_TAG}:?)\s*", re.IGNORECASE)
_MOST = 30


def is_forward(subject: str) -> bool:
    """Whether it says first of all that it hands a mail on: "Fwd:", "Doorst:", "TR:", "WG:" …"""
    return bool(_FORWARD.match(subject.lstrip()))


def bare_subject(subject: str) -> str:
    """For comparing: without the prefixes of answers and forwards, their counts and the tags of filters, in
    one case and with single spaces."""
    subject, start = subject.strip(), 0
    for _prefix in range(_MOST):
        found = _BEFORE.match(subject, start)
        if found is None:
            break
        start = found.end()
    return " ".join(subject[start:].casefold().split())
