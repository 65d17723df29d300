"""Where an incoming mail belongs: certain, and then it hangs there by itself, or proposed with the reason.

Certain is what answers a mail of ours or one that hangs somewhere, and what a higher package is sure of
(`SureMatch`: a number in the subject, from who is known there). What the text says is never certain: anybody
may quote a number. Where two places answer equally well, none does.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from oss.core.registry import Offer, offered
from oss.mail.models import Message
from oss.mail.outbound import OutboundMessage
from oss.staff.models import User
from oss.timeline.conversations.marks import marked
from oss.timeline.models import Correspondence, MatchedBy, MovedConversation
from oss.timeline.owners import owners_of

MOST_PROPOSED = 6


@dataclass(frozen=True)
class MailMatch:
    """`why` is a `MatchedBy`."""

    case_file: int
    why: str


@dataclass(frozen=True)
class SureMatch(Offer):
    """`of` gives the case files on which a mail belongs beyond doubt; one alone counts."""

    why: str
    of: Callable[[Message], Collection[int]]


@dataclass(frozen=True)
class MailReason:
    """Why a mail may belong on that case file, as a sentence; the heavier, the likelier."""

    case_file: int
    weight: int
    words: str


@dataclass(frozen=True)
class MailReasons(Offer):
    """`of` gives what a package knows that speaks for case files which this user reads."""

    of: Callable[[Message, User], Iterable[MailReason]]


@dataclass(frozen=True)
class MailProposal:
    """The reasons of one case file, the heaviest first."""

    case_file: int
    reasons: tuple[str, ...]


def match_of(message: Message) -> MailMatch | None:
    """Where the mail hangs by itself; None where that is not certain, or where nothing may be added now."""
    found = _answered(message)
    if found is None:
        for one in offered(SureMatch).values():
            case_files = set(one.of(message))
            if len(case_files) == 1:
                found = MailMatch(case_files.pop(), one.why)
                break
    if found is None:
        return None
    owner = owners_of([found.case_file]).get(found.case_file)
    return None if owner is None or owner.read_only else found


def answers(message: Message) -> list[str]:
    """The Message-IDs that it answers, the nearest first; last what stands behind the plus of an address."""
    return list(dict.fromkeys(one for one in (message.in_reply_to, *reversed(message.references)) if one))


def _answered(message: Message) -> MailMatch | None:
    """By the nearest mail before it that hangs anywhere; where that hangs on several, or the one that we sent
    was answered on several, nobody knows."""
    ids = answers(message)
    places = places_of(ids)
    for one in ids:
        here = places.get(one)
        if here is None:
            continue
        if len(here) != 1:
            return None
        (found,) = here.items()
        return MailMatch(*found)
    return None


def places_of(ids: Collection[str]) -> dict[str, dict[int, str]]:
    """Of each of these Message-IDs that we know the case files of its mail, each with how we know; none where
    somebody took it off."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    if not ids:
        return found
    for one, key in marked(ids):
        found[one][key] = MatchedBy.MARK
    hanging = Correspondence.objects.filter(message__message_id__in=ids)
    for one, key in hanging.values_list("message__message_id", "case_file"):
        found[one][key] = MatchedBy.THREAD
    posted = OutboundMessage.objects.filter(message_id__in=ids, posted_about__isnull=False)
    for one, key in posted.values_list("message_id", "posted_about__case_file"):
        found[one].setdefault(key, MatchedBy.MARK)
    for row in MovedConversation.objects.filter(message_id__in=ids):
        here = found[row.message_id]
        was_here = here.pop(row.instead_of_id, None) is not None
        if was_here and row.case_file_id is not None:
            here[row.case_file_id] = MatchedBy.THREAD
    return found


def proposals(message: Message, user: User) -> list[MailProposal]:
    """Where it may belong, the likeliest first, without where it hangs already."""
    told: dict[int, list[MailReason]] = defaultdict(list)
    for one in offered(MailReasons).values():
        for reason in one.of(message, user):
            told[reason.case_file].append(reason)
    hangs = set(message.correspondence.values_list("case_file", flat=True)) if told else set()
    ranked = []
    for key, reasons in told.items():
        if key not in hangs:
            heaviest = sorted(reasons, key=lambda one: -one.weight)
            weights = [one.weight for one in heaviest]
            words = tuple(dict.fromkeys(one.words for one in heaviest))
            ranked.append((weights[0], sum(weights), key, words))
    ranked.sort(key=lambda one: (-one[0], -one[1], -one[2]))
    return [MailProposal(key, words) for _top, _sum, key, words in ranked[:MOST_PROPOSED]]


def conversation_of(message: Message) -> Q:
    """What a mail must meet to stand in the same conversation: it answers this one or what this one answers,
    or is answered by it."""
    ids = [one for one in (message.message_id, *answers(message)) if one]
    return Q(message_id__in=ids) | Q(in_reply_to__in=ids) | Q(references__overlap=ids)
