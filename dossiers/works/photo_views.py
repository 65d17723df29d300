"""Photos of a work, on the tab of its execution: before, during and after."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dossiers.works.forms import PhotosForm
from dossiers.works.models import Work
from dossiers.works.operations import add_photo, remove_photo, restore_photo
from dossiers.works.photos import PhotoMoment, WorkPhoto, moment_now
from dossiers.works.views import execution, find, page, tab_url
from oss.core.acting import attempt
from oss.core.disk import DiskFullError
from oss.core.history import way_back
from oss.core.refusal import Refused
from oss.documents.uploads import no_room_for, read, told_of_unseen, too_large
from oss.staff.http import StaffRequest

REMOVED = "photo"


def executed(request: StaffRequest, found: Work) -> dict[str, Any]:
    """What the tab reads: its execution, and its photos by when they were taken; one question for those."""
    return {
        **execution(request, found),
        **_photos(request, found),
        "photos_form": PhotosForm(initial={"moment": moment_now(found)}),
        "removed": way_back(
            request, REMOVED, lambda pk: reverse("work_photo", args=[found.pk, pk, "restore"])
        ),
    }


def _photos(request: StaffRequest, found: Work) -> dict[str, Any]:
    photos = list(WorkPhoto.objects.visible_to(request.user).filter(work=found).select_related("document"))
    taken = ((moment.label, [one for one in photos if one.moment == moment]) for moment in PhotoMoment)
    return {"photos": [(label, some) for label, some in taken if some], "photos_count": len(photos)}


@require_POST
def work_photos(request: StaffRequest, pk: int) -> HttpResponse:
    """Keeps each that is a photo; what is not is told at the field."""
    found = find(request, pk)
    form = PhotosForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, found, "execution", status=422, photos_form=form)
    kept: list[WorkPhoto] = []
    wrong: list[str] = []
    for upload in form.cleaned_data["photos"]:
        _keep(request, found, upload, PhotoMoment(form.cleaned_data["moment"]), kept, wrong)
    if kept:
        _tell(request, kept)
    if not wrong:
        return redirect(f"{tab_url(found, 'execution')}#photos")
    for words in wrong:
        form.add_error("photos", words)
    return page(request, find(request, pk), "execution", status=422, photos_form=form)


def _keep(
    request: StaffRequest,
    found: Work,
    upload: UploadedFile,
    moment: PhotoMoment,
    kept: list[WorkPhoto],
    wrong: list[str],
) -> None:
    if told := too_large(upload):
        wrong.append(told)
        return
    try:
        kept.append(add_photo(found, read(upload), by=request.user, moment=moment))
    except ValidationError as error:
        wrong += error.messages
    except Refused as refusal:
        wrong.append(str(refusal))
    except DiskFullError:
        wrong.append(no_room_for(upload))


def _tell(request: StaffRequest, kept: list[WorkPhoto]) -> None:
    number = len({one.pk for one in kept})
    told = ngettext("%(number)s photo is kept.", "%(number)s photos are kept.", number)
    messages.success(request, told % {"number": number})
    if unseen := told_of_unseen([one.document for one in kept], request.user):
        messages.warning(request, unseen)


@require_POST
def work_photo(request: StaffRequest, pk: int, key: int, verb: str) -> HttpResponse:
    """Takes one off the work, or puts back what was just taken off."""
    found = find(request, pk)
    url = tab_url(found, "execution")
    if verb == "restore":
        attempt(request, lambda: restore_photo(key, by=request.user))
        return redirect(f"{url}#photos")
    photos = WorkPhoto.objects.visible_to(request.user).filter(work=found)
    photo = get_object_or_404(photos, pk=key)
    if attempt(request, lambda: remove_photo(photo, by=request.user)):
        url += f"&removed={REMOVED}-{key}"
    return redirect(f"{url}#photos")
