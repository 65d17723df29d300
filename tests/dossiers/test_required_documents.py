"""A stage can ask for a document of a kind: "attest ontvangen"."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from dossiers.factories import answer, information_dossier
from dossiers.flows.requirements import Requirement, document_filed
from dossiers.operations import stages
from dossiers.operations.filing import add_file, describe_files
from oss.core.refusal import Refused
from oss.core.registry import offered
from oss.documents.models import DocumentKind
from oss.staff.models import User
from tests.dossiers.planted import PART, planted

pytestmark = pytest.mark.django_db


def test_a_stage_waits_for_a_document_of_the_kind_it_asks(
    lotte: User, client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    attest = Requirement(
        "attest",
        "Attest ontvangen",
        "files",
        "upload-files",
        document_filed("contractor_attest"),
        may_lack=True,
    )
    monkeypatch.setitem(offered(Requirement), attest.name, attest)
    with planted(monkeypatch, replace(PART, requires={"handling": ("attest",)})):
        dossier = information_dossier(by=lotte, subtype="planted")
        answer(dossier, by=lotte)
        desk = client_of(lotte)
        add_file(dossier, data=b"%PDF a", name="factuur.pdf", content_type="application/pdf", by=lotte)
        stages.advance(dossier, by=lotte)
        with pytest.raises(Refused):
            stages.save_and_complete(dossier, by=lotte)
        page = desk.get(f"/dossiers/{dossier.number}/").content.decode()
        assert "Attest ontvangen" in page
        assert f"/dossiers/{dossier.number}/?tab=files&amp;field=upload-files" in page
        scan = add_file(dossier, data=b"%PDF b", name="scan.pdf", content_type="application/pdf", by=lotte)
        kind = DocumentKind.objects.get(code="contractor_attest")
        describe_files(dossier, [scan], by=lotte, kind=kind)
        dossier.refresh_from_db()
        assert not stages.save_and_complete(dossier, by=lotte).is_open
