"""What a password must be, said in the words of the loket."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


class MinimumLength(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return ngettext(
            "This password is too short: it needs at least %(number)d character.",
            "This password is too short: it needs at least %(number)d characters.",
            self.min_length,
        ) % {"number": self.min_length}

    def get_help_text(self) -> str:
        return ngettext(
            "Use at least %(number)d character. A short sentence is easy to remember.",
            "Use at least %(number)d characters. A short sentence is easy to remember.",
            self.min_length,
        ) % {"number": self.min_length}


class NotLikeYourself(UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("This password looks too much like the name or the mail address.")

    def get_help_text(self) -> str:
        return _("Do not use your name or your mail address.")


class NotCommon(CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Too many people use this password, so it is easy to guess.")

    def get_help_text(self) -> str:
        return _("Do not use a password that many people use, such as a row of numbers.")
