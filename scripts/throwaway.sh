#!/bin/sh
# Runs a command under production's settings with secrets that are forgotten at once: `scripts/throwaway.sh COMMAND…`.
set -eu
random() { python -c "import base64, secrets; print(base64.b64encode(secrets.token_bytes($1)).decode())"; }
export DJANGO_SETTINGS_MODULE=config.settings.prod
JIUYUAN_SECRET_KEY=$(random 60)
JIUYUAN_FIELD_KEYS="k1:aes:$(random 32)"
JIUYUAN_BLIND_INDEX_KEY=$(random 32)
export JIUYUAN_SECRET_KEY JIUYUAN_FIELD_KEYS JIUYUAN_BLIND_INDEX_KEY
export ALLOWED_HOSTS=example.invalid JIUYUAN_FILES=/nowhere
export DATABASE_URL=postgres://nobody@/nothing CELERY_BROKER_URL=redis://nowhere
exec "$@"
