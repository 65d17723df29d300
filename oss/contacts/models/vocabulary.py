"""The closed lists of people and organisations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PointKind(models.TextChoices):
    MAIL = "mail", _("mail")
    PHONE = "phone", _("phone")


class Language(models.TextChoices):
    DUTCH = "nl", _("Dutch")
    FRENCH = "fr", _("French")
    ENGLISH = "en", _("English")
    GERMAN = "de", _("German")
    ARABIC = "ar", _("Arabic")
    TURKISH = "tr", _("Turkish")
    SPANISH = "es", _("Spanish")
    POLISH = "pl", _("Polish")
    ROMANIAN = "ro", _("Romanian")
    RUSSIAN = "ru", _("Russian")
    UKRAINIAN = "uk", _("Ukrainian")
    OTHER = "other", _("another language")


class Salutation(models.TextChoices):
    MR = "mr", _("Mr")
    MS = "ms", _("Ms")


class Channel(models.TextChoices):
    MAIL = "mail", _("mail")
    PHONE = "phone", _("phone")
    LETTER = "letter", _("letter")


class OrganisationKind(models.TextChoices):
    VME = "vme", _("owners' association (VME)")
    SYNDIC = "syndic", _("syndic")
    CONTRACTOR = "contractor", _("contractor")
    STUDY_OFFICE = "study_office", _("study office")
    ARCHITECT = "architect", _("architect")
    CITY_SERVICE = "city_service", _("city service")
    BANK = "bank", _("bank")
    ENERGY_HOUSE = "energy_house", _("energy house")
    ASSOCIATION = "association", _("association")
    OTHER = "other", _("other")


class ContactState(models.TextChoices):
    """`BOUNCING` sorts before `VALID`; queries rely on it."""

    VALID = "valid", _("valid")
    BOUNCING = "bouncing", _("bouncing")
