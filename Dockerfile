# Builds the wheel with its islands, then installs it with pinned dependencies in a small image.
FROM python:3.12-slim-bookworm AS build
WORKDIR /source
COPY pyproject.toml hatch_build.py package.json package-lock.json tsconfig.json vite.config.ts vite.fonts.ts .npmrc README.md LICENSE NOTICE ./
COPY zwerm zwerm
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.12-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    ZWERM_HOME=/data ZWERM_HOST=0.0.0.0 ZWERM_PORT=8000
RUN useradd --system --uid 10001 --home-dir /data zwerm && install -d -o zwerm -g zwerm /data
COPY requirements/run.lock /tmp/run.lock
COPY --from=build /wheels /tmp/wheels
RUN pip install --no-cache-dir --require-hashes -r /tmp/run.lock \
    && pip install --no-cache-dir --no-deps /tmp/wheels/*.whl \
    && rm -r /tmp/wheels /tmp/run.lock
USER zwerm
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"ZWERM_PORT\"]}/healthy/', timeout=4)"]
CMD ["zwerm", "run"]
