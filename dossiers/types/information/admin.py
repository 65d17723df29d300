from django.contrib import admin

from dossiers.types.information.quality.model import NoticeWay, QualityOutcome
from dossiers.types.information.rent.model import RentSubject
from oss.core.admin import ValueAdmin

for value in (NoticeWay, QualityOutcome, RentSubject):
    admin.site.register(value, ValueAdmin)
