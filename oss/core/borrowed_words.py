"""What Django and allauth say in other words than the loket: our catalogue goes before theirs.

Nothing imports this; it keeps these texts in the catalogue.
"""

from django.utils.translation import gettext_noop

BORROWED = (
    gettext_noop("Email"),
    gettext_noop("Email address"),
    gettext_noop("Enter a valid email address."),
    gettext_noop("The email address and/or password you specified are not correct."),
    gettext_noop("Save and add another"),
    gettext_noop("Save and continue editing"),
    gettext_noop("The email address is not assigned to any user account."),
)
