"""Rule 3 of ARCHITECTURE.md: an operation begins in one way, lives in `operations`, and writes alone."""

from pathlib import Path

import pytest

from tests.architecture import operations as rule
from tests.conftest import ROOT

PARTS = {
    # public, beside operations, and none: why each has no beginning of its own
    "dossiers/operations/summary.py finish_summary": "a worker's: that it tried stays where the work fails",
    "dossiers/types/loan/operations/letters.py finish_letter": "a worker's, as `finish_summary`",
    "dossiers/types/loan/operations/preparing.py hold_loan": "holds the loan, and writes nothing",
    "dossiers/types/loan/operations/preparing.py note_new_works": "within an operation that holds the loan",
    "oss/queues/operations.py open_item_for": "within the transaction that stores the mail, for a bare query",
    "oss/timeline/operations.py record": "one line of an operation, in its transaction",
    "oss/timeline/operations.py record_on_each": "as `record`",
}

OPEN = {
    # operations that name no right above them: what asks instead
    "dossiers/operations/opening.py link_item": "linking asks the right to triage",
    "dossiers/operations/summary.py make_summary": "asking for it had a right; who asked must see it",
    "dossiers/operations/template_tasks.py make_tasks": "opening asks it, or going to a stage",
    "dossiers/shield/operations.py put_shield": "opening or changing a dossier asks it, or shielding",
    "dossiers/types/loan/operations/letters.py make_letter": "the decision that it tells had a right",
    "dossiers/waiting/operations.py end_wait": "going to a stage asks it, or deactivating",
    "dossiers/waiting/operations.py wait_again": "reactivating asks it",
    "oss/contacts/merging/operations.py move_stragglers": "the shop itself does it, after a merge",
    "oss/lists/jobs/operations.py start_export": "of the rows they see",
    "oss/lists/jobs/operations.py stop": "their own job",
    "oss/lists/jobs/operations.py undo": "their own job",
    "oss/lists/saved/operations.py change_view": "the view says who may",
    "oss/lists/saved/operations.py hand_over_views": "handing over asks it, for all that somebody leaves",
    "oss/lists/saved/operations.py open_with": "for themselves, a view that they see",
    "oss/lists/saved/operations.py save_view": "a right for a view of their own, another for the shop's",
    "oss/lists/saved/operations.py share_view": "the view says who may",
    "oss/lists/saved/operations.py star": "for themselves, a view that they see",
    "oss/public/operations.py issue_link": "what it is about asks it",
    "oss/public/operations.py note_opening": "a citizen opens a link",
    "oss/public/operations.py revoke_links": "what it is about asks it",
    "oss/public/operations.py use_link": "who has the link may use it, once",
    "oss/staff/operations.py change_profile": "their own profile",
    "oss/staff/operations.py keep_language": "their own language",
    "oss/timeline/conversations/operations.py linked_again": "the verb of the queue asks it",
    "oss/timeline/conversations/operations.py move_message": "the verb of the queue asks it",
    "oss/timeline/conversations/operations.py put_back": "the verb of the queue asks it",
    "oss/timeline/conversations/operations.py take_off": "the verb of the queue asks it",
    "oss/timeline/operations.py add_activity": "what owns the case file asks it",
    "oss/timeline/operations.py file_attachments": "what owns the case file asks it",
    "oss/timeline/operations.py file_document": "what owns the case file asks it",
    "oss/timeline/operations.py link_message": "what owns the case file asks it",
    "oss/timeline/operations.py post_mail": "what owns the case file asks it",
    "oss/timeline/operations.py refile": "what owns the case file asks it",
    "oss/timeline/operations.py unfile_documents": "what owns the case file asks it",
    "oss/timeline/operations.py unlink_message": "what owns the case file asks it",
    "oss/timeline/operations.py withdraw_activity": "what they added themselves",
}

WRITERS = {
    # modules that write outside operations: nobody asks them for it, or an operation does
    "dossiers/by_two/steps.py": "a step of an operation that holds its row",
    "dossiers/sort_keys.py": "a nightly task",
    "dossiers/works/places.py": "what moves along in an operation on buildings",
    "oss/addresses/geography.py": "the districts that were imported",
    "oss/addresses/importer.py": "the import of the register",
    "oss/addresses/refreshing.py": "the register is asked over the network, before the transaction",
    "oss/contacts/buildings.py": "what moves along in an operation on buildings",
    "oss/contacts/duplicate_pairs.py": "a nightly task",
    "oss/contacts/exchange/importing.py": "a worker, row by row through operations",
    "oss/contacts/merging/journal.py": "what a merge writes down, to take it back",
    "oss/contacts/register/importing.py": "the import of the register",
    "oss/core/history.py": "puts a row back, in an operation",
    "oss/core/named_values.py": "a nightly task: how often each value was chosen",
    "oss/core/once.py": "the keys of forms that were sent",
    "oss/documents/papers.py": "what papers are, in an operation or a worker",
    "oss/documents/storing.py": "bytes and their rows, in an operation",
    "oss/lists/jobs/cleaning.py": "a nightly task",
    "oss/lists/jobs/exporting.py": "a worker",
    "oss/lists/jobs/progress.py": "a worker",
    "oss/lists/jobs/running.py": "a worker, row by row through operations",
    "oss/mail/imap.py": "a worker: how far a mailbox was read",
    "oss/mail/mailboxes.py": "a worker: the mailbox of a folder",
    "oss/mail/receiving.py": "a worker: a mail that comes in",
    "oss/mail/sending.py": "the mail as a row, in an operation; a worker sends it",
    "oss/staff/drafts.py": "what is typed, before anything is done",
    "oss/staff/models.py": "how Django makes a user",
}


def test_every_operation_begins_in_one_way() -> None:
    assert rule.without_a_beginning(ROOT) == set(PARTS)


def test_an_operation_names_its_right_or_says_what_asks_instead() -> None:
    assert rule.without_a_right(ROOT) == set(OPEN)


def test_operations_write_and_nothing_else_does() -> None:
    found = rule.writers(ROOT)
    assert {path: lines for path, lines in found.items() if path not in WRITERS} == {}
    assert set(WRITERS) <= set(found), "does not write any more"


def test_no_view_writes() -> None:
    assert not [path for path in WRITERS if "views" in path]


@pytest.mark.parametrize("name", ["oss/core/operations.py", "oss/core/operations/keeping.py"])
@pytest.mark.parametrize("above", ["", "@transaction.atomic\n", "@operation\n"])
def test_a_planted_operation_that_begins_otherwise_is_noticed(name: str, above: str, tmp_path: Path) -> None:
    plant(tmp_path, name, f"{above}def keep(thing, *, by): ...\n\ndef _part_of_it(thing): ...\n")
    assert rule.without_a_beginning(tmp_path) == {f"{name} keep"}


def test_a_planted_operation_without_a_right_is_noticed(tmp_path: Path) -> None:
    text = '@operation()\ndef keep(*, by): ...\n\n@operation("core.keep_thing")\ndef leave(*, by): ...\n'
    plant(tmp_path, "oss/core/operations.py", text)
    assert rule.without_a_beginning(tmp_path) == set()
    assert rule.without_a_right(tmp_path) == {"oss/core/operations.py keep"}


@pytest.mark.parametrize(
    "line",
    [
        "thing.save()",
        "thing.save(update_fields=['name'])",
        "form.save()",
        "thing.delete()",
        "things.filter(pk=1).update(name='x')",
        "Thing.objects.create(name='x')",
        "Thing.objects.bulk_create([Thing()])",
        "Thing.objects.get_or_create(name='x')",
        "await thing.asave()",
    ],
)
def test_a_planted_view_that_writes_is_noticed(line: str, tmp_path: Path) -> None:
    plant(tmp_path, "oss/core/views.py", f"async def page(request):\n    {line}\n")
    assert set(rule.writers(tmp_path)) == {"oss/core/views.py"}


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("oss/core/operations.py", "thing.save()"),
        ("oss/core/factories.py", "thing.save()"),
        ("oss/core/views.py", "form.save(by=request.user)"),
        ("oss/core/views.py", "seen.update(other)"),
        ("oss/core/files.py", "default_storage.delete(name)"),
        ("oss/core/forms.py", "super().save(commit=False)"),
    ],
)
def test_what_is_no_writing_of_its_own_is_accepted(name: str, line: str, tmp_path: Path) -> None:
    plant(tmp_path, name, f"def work():\n    {line}\n")
    assert rule.writers(tmp_path) == {}


def plant(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True)
    path.write_text(text)
