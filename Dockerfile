# Packages, browser assets and collected static files are made in the first stage; the second runs them, not as root.
FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY requirements.txt requirements-node.txt ./
RUN python -m venv /venv && /venv/bin/pip install --require-hashes -r requirements.txt \
    && python -m venv /node && /node/bin/pip install --require-hashes -r requirements-node.txt
ENV PATH=/venv/bin:/node/bin:$PATH
COPY . .
RUN python -m scripts.assets && rm -rf node_modules \
    && scripts/throwaway.sh python manage.py collectstatic --noinput

FROM python:3.11-slim-bookworm AS runtime
RUN useradd --system --uid 10001 --no-create-home jiuyuan \
    && install -d -o jiuyuan -m 0700 /var/lib/jiuyuan /var/lib/jiuyuan/files
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=config.settings.prod
USER jiuyuan
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--workers", "3", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm"]
