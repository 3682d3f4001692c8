# The image of a newsroom's server: web, worker, clock and migration job are the same image with another command.

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore UV_LINK_MODE=copy
WORKDIR /house
COPY requirements/bootstrap.lock requirements/runtime.lock requirements/
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/bootstrap.lock \
 && python -m venv --without-pip /opt/venv \
 && uv pip sync --no-cache --python /opt/venv/bin/python --require-hashes requirements/runtime.lock
ENV PATH=/opt/venv/bin:$PATH
COPY manage.py ./
COPY factcheck/ factcheck/
COPY newsrooms/ newsrooms/
COPY sources/ sources/
COPY claims/ claims/
COPY locale/ locale/
COPY examples/ examples/
COPY docs/api-quickstart.md docs/
RUN python -m compileall -q factcheck newsrooms sources claims \
 && FACTCHECK_DATA=/tmp/data STATIC_ROOT=/house/staticfiles python manage.py collectstatic --no-input

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin house \
 && install --directory --owner 10001 --group 10001 --mode 700 /uploads
COPY --from=build /opt/venv /opt/venv
COPY --from=build /house /house
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 FACTCHECK_ENV=production BIND=0.0.0.0:8000
WORKDIR /house
USER 10001:10001
EXPOSE 8000
CMD ["gunicorn", "--config", "python:factcheck.webserver", "factcheck.wsgi"]
