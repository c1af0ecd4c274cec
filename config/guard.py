"""What a process in production refuses to run with, beyond what the settings see by themselves."""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections


def refuse_demo_accounts_in_production() -> None:
    """Raise ImproperlyConfigured where demo accounts exist while DEBUG is off.

    Their passwords are printed in the README. The suite runs with DEBUG off and demo data, hence ALLOW_DEMO_ACCOUNTS.
    """
    if settings.DEBUG or settings.ALLOW_DEMO_ACCOUNTS:
        return
    demo = apps.get_model(settings.AUTH_USER_MODEL).objects.filter(is_demo=True).count()
    connections.close_all()  # a worker forks after this
    if demo:
        raise ImproperlyConfigured(f"数据库中有 {demo} 个演示账号（is_demo），正式环境拒绝启动：请换用新的数据库。")
