"""Secrets that an administrator names in a form and the installation supplies: they stand in no row.

The value is the environment variable of that name. Only names with our prefix are read, so that nobody sends
a key of the shop itself to a server of their own choice. `docker-compose.yml` gives every service the file
`secrets.env`.
"""

import os
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

_NAME = re.compile(r"OSS_SECRET_[A-Z0-9_]+")


class NoSecretError(Exception):
    """It is not there, or its name is none; the message is for who manages the installation."""


def secret(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise NoSecretError(f"The name of a secret begins with OSS_SECRET_: {name!r} does not.")
    try:
        return os.environ[name]
    except KeyError:
        raise NoSecretError(f"The environment has no variable {name!r}.") from None


def validate_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ValidationError(_("Begin with OSS_SECRET_, and use capitals, digits and underscores only."))


class SecretNameField(models.CharField):
    """The name of a secret; wherever an administrator can name one, this is the field."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        options.setdefault("max_length", 80)
        super().__init__(*arguments, **options)
        self.validators = [*self.validators, validate_name]

    def deconstruct(self) -> Any:
        """Migrations know it as the text that it is."""
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.CharField", arguments, options
