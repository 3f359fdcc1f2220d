# The service with its embedded store. Build: docker build -t whoknows .   Run: see compose.yaml.
FROM python:3.11-slim-bookworm

RUN useradd --create-home --uid 10001 whoknows
WORKDIR /opt/whoknows
COPY requirements.lock ./
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN .venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

USER whoknows
ENV WHOKNOWS_HOME=/home/whoknows/data PATH=/opt/whoknows/.venv/bin:$PATH
VOLUME /home/whoknows/data
WORKDIR /home/whoknows
# The service listens on loopback until it has authentication: share the network namespace of a proxy, or use the host's.
CMD ["whoknows", "serve"]
