from django.contrib import admin

from dossiers.types.execution.model import BuildingPart, StreetElement
from oss.core.admin import ValueAdmin

for value in (BuildingPart, StreetElement):
    admin.site.register(value, ValueAdmin)
