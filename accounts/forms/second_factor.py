from django import forms


class CodeForm(forms.Form):
    """The six digits an authenticator shows."""

    code = forms.CharField(
        label="验证码",
        max_length=20,
        help_text="验证器当前显示的 6 位数字。",
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "code", "spellcheck": "false"}
        ),
    )


class RecoverableCodeForm(CodeForm):
    """Where a recovery code stands in for them."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        code = self.fields["code"]
        code.help_text = "验证器当前显示的 6 位数字；手机不在身边时可输入一个恢复码。"
        code.widget.attrs |= {"inputmode": "text", "autofocus": True}
