# Two images from one file: `site` (web, NumPy grader, worker, sweeper) and `torch` (the same with torch).
# The build stages use the same steps as `make`: apps/ops/setup.py.

FROM python:3.11-slim-bookworm AS build
WORKDIR /srv/retooled
ENV SYSTEM_PACKAGES=0 PIP_NO_CACHE_DIR=1 DATA_DIR=/tmp/build
COPY . .
RUN python3 -m apps.ops.bootstrap build \
 && rm -rf node_modules .build/node .build/setup.*

FROM build AS build-torch
ARG TORCH_PIP_ARGS=""
RUN .venv/bin/python -m pip install -r requirements-torch.txt ${TORCH_PIP_ARGS}

FROM python:3.11-slim-bookworm AS base
RUN apt-get update \
 && apt-get install -y --no-install-recommends bubblewrap libseccomp2 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --user-group --home-dir /nonexistent retooled
WORKDIR /srv/retooled
ENV PATH=/srv/retooled/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER retooled
CMD ["python", "-m", "gunicorn", "--config", "python:apps.ops.gunicorn", "--bind", "0.0.0.0:8000"]

FROM base AS torch
COPY --from=build-torch /srv/retooled /srv/retooled

FROM base AS site
COPY --from=build /srv/retooled /srv/retooled
