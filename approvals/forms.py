"""In whose name an officer does what a form asks for."""

from typing import Any

from django import forms

from accounts.models import User

from .queries import Names

NOBODY_ELSE = Names()


class SignedForm(forms.Form):
    """A form that asks, where there is a choice of ``names``, in whose it is sent."""

    def __init__(self, *args: Any, names: Names = NOBODY_ELSE, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names
        if names.choices:
            self.fields["on_behalf_of"] = forms.ChoiceField(
                label="以谁的名义", choices=names.choices, required=not names.is_own
            )

    @property
    def on_behalf_of(self) -> User | None:
        """The absent officer chosen, if one was."""
        return self.names.chosen(self.cleaned_data.get("on_behalf_of", ""))
