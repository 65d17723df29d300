"""What is done on a case file: record an event, add and finish activities, ask something of somebody and
note the answer, link mails, file documents."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.contacts.models import Organisation, Person
from oss.core.changes import require_known
from oss.core.conflicts import check_seen
from oss.core.dates import moment
from oss.core.refusal import Gone, NotAllowed, Refused
from oss.core.registry import offered
from oss.documents.models import Decided, Document, DocumentClass, DocumentKind, DocumentOrigin
from oss.documents.papers import Described, decide, restore
from oss.documents.storing import name_file
from oss.mail.models import Attachment, Message, OutboundMessage
from oss.mail.sending import our_domain, post
from oss.mail.writers import origin_of
from oss.staff.models import User
from oss.staff.rights import hold, operation, require_assignable
from oss.timeline.conversations.marks import headers_of
from oss.timeline.models import (
    ASKED_OF,
    DONE_WHEN_WRITTEN,
    READ_FINANCIAL,
    Activity,
    ActivityKind,
    CaseFile,
    Correspondence,
    Event,
    FiledDocument,
    PostedMail,
    SensitiveReading,
)
from oss.timeline.owners import owners_of
from oss.timeline.vocabulary import EventKind


def record(case_file: CaseFile, kind: str, *, by: User | None, **data: Any) -> Event:
    """Writes one event. A kind that nobody offers raises LookupError."""
    (event,) = record_on_each([case_file], kind, by=by, **data)
    return event


def record_on_each(case_files: Iterable[CaseFile], kind: str, *, by: User | None, **data: Any) -> list[Event]:
    """One event for each case file, of the same moment: a timeline of several of them tells it once."""
    if kind not in offered(EventKind):
        raise LookupError(f"event kind {kind!r} is not in the vocabulary")
    now = timezone.now()
    events = [Event(case_file=one, kind=kind, by=by, data=data, at=now) for one in case_files]
    return Event.objects.bulk_create(events)


@operation(READ_FINANCIAL, refused=gettext_lazy("This is for financial roles to read."))
def log_reading(case_file: CaseFile, what: str | Promise, *, by: User) -> None:
    """That they read what a household earns, or the like, on that case file."""
    SensitiveReading.objects.create(case_file=case_file, what=str(what), by=by)


@operation()
def link_message(
    case_file: CaseFile, message: Message, *, by: User | None, matched_by: str = ""
) -> Correspondence:
    """Hangs the mail on the case file; linking it again changes nothing."""
    link, made = Correspondence.objects.get_or_create(
        case_file=case_file, message=message, defaults={"linked_by": by, "matched_by": matched_by}
    )
    if made:
        record(case_file, "message_linked", by=by, subject=message.subject, message=message.pk)
    return link


@operation()
def unlink_message(case_file: CaseFile, message: Message, *, by: User | None) -> None:
    deleted, _per_model = Correspondence.objects.filter(case_file=case_file, message=message).delete()
    if deleted:
        record(case_file, "message_unlinked", by=by, subject=message.subject, message=message.pk)


@operation()
def post_mail(case_file: CaseFile, **mail: Any) -> OutboundMessage:
    """Posts a mail about the case file: what `oss.mail.sending.post` takes. It bears the mark by which an
    answer finds its way back."""
    headers = {**headers_of(case_file.pk, our_domain()), **(mail.pop("headers", None) or {})}
    message = post(headers=headers, **mail)
    PostedMail.objects.create(case_file=case_file, message=message)
    return message


@operation()
def file_document(
    case_file: CaseFile, document: Document, *, by: User | None, folder: str = ""
) -> FiledDocument:
    """Files the document on the case file; filing it again changes nothing."""
    filed, made = FiledDocument.objects.get_or_create(
        case_file=case_file, document=document, defaults={"filed_by": by, "folder": folder}
    )
    if made:
        record(case_file, "document_filed", by=by, name=document.name, document=document.pk)
        _keep_financial(case_file, document)
    return filed


def _keep_financial(case_file: CaseFile, document: Document) -> None:
    """A paper that first comes in on a loan or a premium is financial wherever it is filed later; what lies
    open elsewhere, or was given its class by hand, stays as it is."""
    told = document.document_class != DocumentClass.NORMAL or document.decided != Decided.NOTHING
    if told or not CaseFile.objects.filter(pk=case_file.pk, is_financial=True).exists():
        return
    same = FiledDocument.objects.filter(document__stored_file=document.stored_file_id)
    if not same.filter(case_file__is_financial=False).exists():
        restore(document, Described(document.kind_id, DocumentClass.FINANCIAL))


@operation()
def refile(filed: FiledDocument, to: CaseFile, message: Message, *, by: User) -> None:
    """Moves what was filed of a mail to another case file; where that has the same file, it is only taken
    off."""
    document, there = filed.document, to.filed_documents.values("document__stored_file")
    if there.filter(document__stored_file=document.stored_file_id).exists():
        unfile_documents(filed.case_file, [document], message, by=by)
        return
    told = {"name": document.name, "document": document.pk}
    record(filed.case_file, "document_unfiled", by=by, message=message.pk, **told)
    record(to, "document_filed", by=by, **told)
    FiledDocument.objects.filter(pk=filed.pk).update(case_file=to)
    _keep_financial(to, document)


@operation()
def file_attachments(
    case_file: CaseFile, attachments: Iterable[Attachment], *, by: User | None
) -> list[FiledDocument]:
    """Files attachments of mails as documents; what is on the case file already is not filed again."""
    hold(CaseFile.objects, case_file, by=None)  # the second click of a double click waits
    known = set(case_file.filed_documents.values_list("document__stored_file", flat=True))
    origins: dict[int, DocumentOrigin] = {}
    filed = []
    for one in attachments:
        if one.stored_file_id not in known:
            known.add(one.stored_file_id)
            origin = origins.get(one.message_id) or origin_of(one.message)
            origins[one.message_id] = origin
            document = name_file(
                one.stored_file, name=one.name, content_type=one.content_type, by=by, origin=origin
            )
            filed.append(file_document(case_file, document, by=by))
    return filed


@operation()
def unfile_documents(
    case_file: CaseFile, documents: Iterable[Document], message: Message, *, by: User | None
) -> None:
    """Takes the documents of a mail off the case file. What is filed nowhere else goes; its bytes stay."""
    for filed in case_file.filed_documents.filter(document__in=documents).select_related("document"):
        document = filed.document
        is_open = document.document_class == DocumentClass.NORMAL
        name = {"name": document.name} if is_open else {}  # nobody asks for the class of what is gone
        record(case_file, "document_unfiled", by=by, document=document.pk, message=message.pk, **name)
        filed.delete()
        if not document.filings.exists():
            document.delete()


MAY_DESCRIBE = "documents.change_document"
_NO_DESCRIBING = gettext_lazy("Your role may not change documents.")


@operation(MAY_DESCRIBE, refused=_NO_DESCRIBING)
def describe_document(
    document: Document,
    *,
    by: User,
    kind: DocumentKind | None = None,
    origin: str = "",
    document_class: str = "",
) -> Document:
    """Says what the document is, where it came from, or who may read it; what is not told stays. Raises Gone
    for who may not read it."""
    locked = hold(Document.objects, document, by=by)
    if origin and origin != locked.origin:
        Document.objects.filter(pk=locked.pk).update(origin=origin)
        for filed in locked.filings.all():
            record(
                filed.case_file, "document_origin", by=by, name=locked.name, document=locked.pk, origin=origin
            )
    _decide(locked, by, kind, document_class)
    locked.refresh_from_db()
    return locked


@operation(MAY_DESCRIBE, refused=_NO_DESCRIBING)
def take_back_description(
    document: Document, *, by: User, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    """What was told of it is again what it was. Raises Refused where somebody told something else since."""
    locked = hold(Document.objects, document, by=by)
    if any(getattr(locked, name) != value for name, value in after.items()):
        raise Refused(_("Somebody described “%(name)s” otherwise since.") % {"name": locked})
    describe_document(locked, by=by, origin=before["origin"], document_class=before["document_class"])
    Document.objects.filter(pk=locked.pk).update(origin=before["origin"])
    restore(locked, Described(before["kind_id"], before["document_class"], before["decided"]))


@operation(MAY_DESCRIBE, refused=_NO_DESCRIBING)
def describe_attachment(attachment: Attachment, *, by: User, kind: DocumentKind) -> None:
    """Says what came with a mail, before or after it is filed. Raises Gone for who may not read the mail."""
    locked = hold(Attachment.objects, attachment, by=None)
    hold(Message.objects, locked.message_id, by=by)
    _decide(locked, by, kind)


def _decide(
    paper: Document | Attachment, by: User, kind: DocumentKind | None, document_class: str = ""
) -> None:
    """Told on each case file where these bytes are filed."""
    told = kind is not None and (kind.pk != paper.kind_id or paper.decided == Decided.NOTHING)
    if not told and document_class in {"", paper.document_class}:
        return
    became = decide(paper, kind=kind, document_class=document_class)
    kept = kind is not None and not document_class and became.document_class != kind.document_class
    event = "document_described" if told else "document_class_set"
    filings = FiledDocument.objects.filter(document__stored_file=paper.stored_file_id)
    for filed in filings.select_related("document__kind", "case_file"):
        record(
            filed.case_file,
            "document_class_kept" if kept else event,
            by=by,
            name=filed.document.name,
            document=filed.document_id,
            paper=str(filed.document.kind or ""),
            document_class=became.document_class,
        )


@operation()
def add_activity(
    case_file: CaseFile,
    *,
    by: User | None,
    kind: ActivityKind,
    title: str,
    text: str = "",
    assignee: User | None = None,
    due_on: date | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    minutes: int | None = None,
    travel_minutes: int | None = None,
    was_done: bool = False,
) -> Activity:
    """A note or a call is done when it is written, and what `was_done`; the other kinds wait until somebody
    finishes them."""
    done = was_done or kind in DONE_WHEN_WRITTEN
    return Activity.objects.create(
        case_file=case_file,
        kind=kind,
        title=title,
        text=text,
        assignee=assignee,
        due_on=due_on,
        starts_at=starts_at,
        ends_at=ends_at,
        minutes=minutes,
        travel_minutes=travel_minutes,
        created_by=by,
        done_at=timezone.now() if done else None,
        done_by=by if done else None,
    )


@operation("timeline.add_activity", refused=gettext_lazy("Your role may not add tasks."))
def add_task(
    case_file: CaseFile,
    *,
    by: User,
    title: str,
    text: str = "",
    assignee: User | None = None,
    due_on: date | None = None,
    minutes: int | None = None,
    travel_minutes: int | None = None,
) -> Activity:
    """Something to do, for `assignee`; Refused where they may be given no work."""
    _require_reader(case_file, assignee)
    task = add_activity(
        case_file,
        by=by,
        kind=ActivityKind.TASK,
        title=title,
        text=text,
        assignee=assignee,
        due_on=due_on,
        minutes=minutes,
        travel_minutes=travel_minutes,
    )
    record(case_file, "activity_added", by=by, title=task.title, activity=task.pk)
    return task


@operation("timeline.add_activity", refused=gettext_lazy("Your role may not add tasks."))
def ask_request(
    case_file: CaseFile,
    *,
    of: Person | Organisation | User,
    text: str,
    by: User,
    due: date | None = None,
    notes: str = "",
    assignee: User | None = None,
    asked_on: date | None = None,
    minutes: int | None = None,
    travel_minutes: int | None = None,
) -> Activity:
    """Writes down that `text`, one line, was asked of somebody, who answers by `due`; today, without a day.

    `assignee` follows it up: else whoever asks, or the colleague who was asked. ValidationError for a text
    that is too long; Refused for a colleague who may be given no work. What a case file waits for:
    `Activity.objects.filter(case_file=…).requests().open()`.
    """
    asked = _asked_of(of)
    follower = assignee or asked["asked_colleague"] or by
    for colleague in (follower, asked["asked_colleague"]):
        _require_reader(case_file, colleague)
    request = Activity(
        case_file=case_file,
        kind=ActivityKind.REQUEST,
        title=text,
        text=notes,
        assignee=follower,
        due_on=due,
        created_by=by,
        asked_on=asked_on or timezone.localdate(),
        minutes=minutes,
        travel_minutes=travel_minutes,
        **asked,
    )
    request.full_clean(exclude=["case_file"])
    request.save()
    record(case_file, "request_asked", by=by, title=request.title, activity=request.pk)
    return request


def _require_reader(case_file: CaseFile, colleague: User | None) -> None:
    """Refused where they may be given no work, or may not read what they would work on."""
    require_assignable(colleague)
    if colleague is None:
        return
    own = CaseFile.objects.filter(pk=case_file.pk)
    if own.hidden_from(colleague).exists():
        raise Refused(_("%(name)s does not read this: share the dossier first.") % {"name": colleague})
    if own.closed_to(colleague).exists():
        raise Refused(
            _("%(name)s reads no loans and premiums: choose a financial adviser or a coordinator.")
            % {"name": colleague}
        )


def _asked_of(one: Person | Organisation | User) -> dict[str, Any]:
    """The three fields, one of which says of whom."""
    return {
        "asked_person": one if isinstance(one, Person) else None,
        "asked_organisation": one if isinstance(one, Organisation) else None,
        "asked_colleague": one if isinstance(one, User) else None,
    }


_MAY_CHANGE = "timeline.change_activity"
_NO_CHANGE = gettext_lazy("Your role may not change tasks.")
ACTIVITY_FIELDS = frozenset({"title", "text", "assignee", "due_on", "minutes", "travel_minutes"})


@operation(_MAY_CHANGE, refused=_NO_CHANGE)
def change_activity(
    activity: Activity,
    *,
    by: User,
    seen: Mapping[str, Any] | None = None,
    seen_done: str | None = None,
    **changes: Any,
) -> Activity:
    """Sets the given fields; each kind of change is an event of its own. Of a request also of whom.

    TypeError for what staff do not edit, Conflict where a field no longer holds what was `seen`, Refused
    where somebody ticked it off since it was seen with `seen_done`, its `done_when`.
    """
    locked = _held(activity, by)
    known = {*ACTIVITY_FIELDS, *(ASKED_OF if locked.asked_on else ())}
    require_known(changes, known, "change_activity")
    _check_done(locked, seen_done)
    check_seen(locked, changes, seen)
    changed = {name for name, value in changes.items() if getattr(locked, name) != value}
    for name in changed & {"assignee", "asked_colleague"}:
        _require_reader(locked.case_file, changes[name])
    for name in changed:
        setattr(locked, name, changes[name])
    locked.full_clean(exclude=["case_file"])
    locked.save(update_fields=sorted(changed))
    told = {"title": locked.title, "activity": locked.pk, "is": locked.kind}
    if "assignee" in changed:
        kind = "activity_given" if locked.assignee else "activity_ungiven"
        record(locked.case_file, kind, by=by, assignee=str(locked.assignee or ""), **told)
    if "due_on" in changed:
        kind = "activity_dated" if locked.due_on else "activity_undated"
        record(
            locked.case_file, kind, by=by, day=f"{locked.due_on:%d/%m/%Y}" if locked.due_on else "", **told
        )
    if changed & {"title", "text", "minutes", "travel_minutes", *ASKED_OF}:
        record(locked.case_file, "activity_changed", by=by, **told)
    return locked


@operation(_MAY_CHANGE, refused=_NO_CHANGE)
def finish_activity(activity: Activity, *, by: User | None) -> Activity:
    """Marks it done; done already stays as it was, with who did it. A request is answered today, it seems."""
    locked = _held(activity, by)
    if locked.done_at is None:
        locked.done_at, locked.done_by = timezone.now(), by
        if locked.asked_on:
            locked.answered_on = timezone.localdate()
        locked.save(update_fields=["done_at", "done_by", "answered_on"])
        kind = "request_answered" if locked.asked_on else "activity_finished"
        record(locked.case_file, kind, by=by, title=locked.title, **{"is": locked.kind})
    return locked


@operation(_MAY_CHANGE, refused=_NO_CHANGE)
def remind_of_request(request: Activity, *, by: User) -> Activity:
    """Writes down that whoever was asked was reminded today; Refused where it is answered already."""
    locked = _held_request(request, by)
    if locked.done_at is not None:
        raise Refused(_("“%(title)s” is answered already.") % {"title": locked})
    locked.reminded_on = timezone.localdate()
    locked.save(update_fields=["reminded_on"])
    told = {"title": locked.title, "activity": locked.pk, "of": str(locked.asked_of)}
    record(locked.case_file, "request_reminded", by=by, **told)
    return locked


@operation(_MAY_CHANGE, refused=_NO_CHANGE)
def answer_request(
    request: Activity,
    *,
    by: User | None,
    answer: str,
    answered_on: date | None = None,
    seen_done: str | None = None,
) -> Activity:
    """Writes down the answer, which closes the request; today where no day is given.

    Refused where somebody else closed it since it was seen with `seen_done`, its `done_when`.
    ValidationError: an answer of before the question, or of a day to come.
    """
    locked = _held_request(request, by)
    _check_done(locked, seen_done)
    today = timezone.localdate()
    if answered_on and answered_on > today:
        raise ValidationError({"answered_on": _("This day is still to come.")})
    if locked.done_at is None:
        locked.done_at, locked.done_by = timezone.now(), by
    locked.answer, locked.answered_on = answer, answered_on or today
    locked.full_clean(exclude=["case_file"])
    locked.save(update_fields=["answer", "answered_on", "done_at", "done_by"])
    record(locked.case_file, "request_answered", by=by, title=locked.title)
    return locked


@operation(_MAY_CHANGE, refused=_NO_CHANGE)
def remove_request(request: Activity, *, by: User) -> None:
    """Takes away what should not have been asked; its history stays."""
    _held_request(request, by).delete()


@operation(_MAY_CHANGE, refused=_NO_CHANGE)
def reopen_activity(activity: Activity, *, by: User, seen: str | None = None) -> Activity:
    """Takes back that it is done; open already stays as it was. What a request was answered stays written.

    `seen` is `done_when` as the page showed it: where somebody ticked it off anew since, refused with who and
    when; None compares nothing.
    """
    locked = _held(activity, by)
    if locked.kind in DONE_WHEN_WRITTEN:
        raise Refused(_("A note or a phone call is done when it is written."))
    if locked.done_at is not None:
        _check_done(locked, seen)
        locked.done_at = locked.done_by = locked.answered_on = None
        locked.save(update_fields=["done_at", "done_by", "answered_on"])
        record(locked.case_file, "activity_reopened", by=by, title=locked.title, **{"is": locked.kind})
    return locked


def _check_done(locked: Activity, seen: str | None) -> None:
    if locked.done_at is not None and seen is not None and seen != locked.done_when:
        raise Refused(
            _("%(name)s ticked this off %(when)s.")
            % {"name": locked.done_by or _("Somebody"), "when": moment(locked.done_at)}
        )


@operation()
def withdraw_activity(activity: Activity, *, by: User) -> None:
    """Takes back what `by` added by mistake, as long as nobody touched it. Its history stays."""
    locked = hold(Activity.objects, activity, by=by, missing=Gone(_("The task is gone already.")))
    if locked.created_by_id != by.pk:
        raise Refused(_("“%(title)s” is not yours to take back.") % {"title": locked})
    history = locked.events  # type: ignore[attr-defined]
    if history.count() > 1 or hasattr(locked, "queue_item"):
        raise Refused(_("“%(title)s” was changed or done since.") % {"title": locked})
    locked.delete()


def _held(activity: Activity, by: User | None) -> Activity:
    rows = Activity.objects.select_related("case_file")
    locked = hold(rows, activity, by=by, missing=NotAllowed(_NO_CHANGE))
    owner = owners_of({locked.case_file_id}).get(locked.case_file_id)
    if owner is not None and owner.read_only:
        raise Refused(_("%(owner)s is deactivated: reactivate it first.") % {"owner": owner.label})
    return locked


def _held_request(request: Activity, by: User | None) -> Activity:
    locked = _held(request, by)
    if locked.asked_on is None:
        raise Refused(_("“%(title)s” was asked of nobody.") % {"title": locked})
    return locked
