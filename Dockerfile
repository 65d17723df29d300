# One image for every process of the shop; docker-compose.yml says which process runs where.
# Python and Debian of `base` are named once: build and run time share them.

FROM node:24-bookworm-slim AS node
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci

FROM python:3.13-slim-bookworm AS base
# WeasyPrint draws its documents with Pango
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
      fonts-dejavu-core libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
 && rm -rf /var/lib/apt/lists/*
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1
WORKDIR /app

FROM base AS build
COPY requirements/ requirements/
RUN pip install --no-cache-dir --require-hashes --requirement requirements/uv.txt \
 && python -m venv --without-pip /opt/venv \
 && VIRTUAL_ENV=/opt/venv uv pip sync --no-cache --compile-bytecode --require-hashes requirements/production.txt
COPY . .
# Static files are part of the release, so they are made here; the settings want addresses and a secret,
# but these commands use none of them. No browser asks for the typefaces of documents.
RUN --mount=type=bind,from=node,source=/app/node_modules,target=/app/node_modules \
    export DATABASE_URL=postgres://nowhere/oss REDIS_URL=redis://nowhere \
           SECRET_KEY="$(python -c 'import secrets; print(secrets.token_hex(32))')" \
 && python manage.py build_assets \
 && python manage.py collectstatic --noinput --ignore document-fonts \
 && for texts in oss/*/locale dossiers/locale neighbourhoods/locale condos/locale; do \
        pybabel compile --directory $texts --domain django || exit 1; \
    done \
 && python -m compileall -q oss dossiers neighbourhoods condos

FROM base
# A fixed number, so that files on a volume keep their owner from one image to the next
RUN groupadd --gid 10001 oss \
 && useradd --uid 10001 --gid oss --no-create-home --home-dir /tmp --shell /usr/sbin/nologin oss \
 && install --directory --owner oss --group oss --mode 0700 /data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
# Everything but /data and /tmp may be read-only
ENV HOME=/tmp \
    OSS_DATA_DIR=/data
USER 10001:10001
EXPOSE 8000
# The web server; the other services of docker-compose.yml bring a command and a health check of their own
CMD ["gunicorn", "oss.wsgi", "--preload", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--threads", "4", "--timeout", "60", "--graceful-timeout", "30", "--max-requests", "5000", "--max-requests-jitter", "500", "--no-control-socket"]
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=4 \
  CMD ["python", "-c", "import os, urllib.request as http; host = os.environ['ALLOWED_HOSTS'].split(',')[0].lstrip('.'); http.urlopen(http.Request('http://127.0.0.1:8000/healthz', headers={'Host': host}), timeout=4)"]
