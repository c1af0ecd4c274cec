"""What a process that serves refuses to run with, beyond what the settings see by themselves."""

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections


def refuse_to_serve() -> None:
    """Raise ImproperlyConfigured where web, worker or beat would do harm on this database."""
    try:
        refuse_demo_accounts_in_production()
        refuse_unknown_indexes()
    finally:
        connections.close_all()  # a worker forks after this


def refuse_demo_accounts_in_production() -> None:
    """Raise ImproperlyConfigured where demo accounts exist while DEBUG is off.

    Their passwords are printed in the README. The suite runs with DEBUG off and demo data, hence ALLOW_DEMO_ACCOUNTS.
    """
    if settings.DEBUG or settings.ALLOW_DEMO_ACCOUNTS:
        return
    demo = apps.get_model(settings.AUTH_USER_MODEL).objects.filter(is_demo=True).count()
    if demo:
        raise ImproperlyConfigured(f"数据库中有 {demo} 个演示账号（is_demo），正式环境拒绝启动：请换用新的数据库。")


def refuse_unknown_indexes() -> None:
    """Raise ImproperlyConfigured where numbers stand under an index key that is not configured: nobody would find them,
    and they would be registered a second time."""
    from accounts.keys.queries import unknown_index  # the models are loaded by now, not when this file is

    index = unknown_index()
    if index is not None:
        raise ImproperlyConfigured(
            f"环境变量 JIUYUAN_BLIND_INDEX_KEY 缺少数据库中索引（{index}）所用的密钥，拒绝启动："
            "请把原来的密钥写在新密钥后面，用逗号分隔；原密钥确已丢失的，先停机运行 manage.py rotate_keys 重建索引。"
        )
