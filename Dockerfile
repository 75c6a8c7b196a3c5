# syntax=docker/dockerfile:1
# The broker alone, as a numeric user, on a root file system that may be read-only: it writes to /data only.
#
#   docker build -t servicekonto .
#   docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
#     -p 127.0.0.1:3000:3000 -v servicekonto-data:/data -e PUBLIC_URL=https://konto.stadt.example servicekonto

FROM node:24-slim AS build
WORKDIR /app
# For the native SQLite binding, where no prebuilt one fits.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends python3 make g++ ca-certificates \
  && rm -rf /var/lib/apt/lists/*
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY src src
RUN npm run build && npm prune --omit=dev --no-audit --no-fund

FROM node:24-slim AS broker
LABEL org.opencontainers.image.title="Servicekonto" \
  org.opencontainers.image.description="Federation broker: one SAML identity provider in front of many ways to log in" \
  org.opencontainers.image.licenses="EUPL-1.2"
WORKDIR /app
COPY LICENSE ./
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY config config
# The command by its name, for `docker exec`.
RUN ln -s /app/dist/cli/servicekonto.js /usr/local/bin/servicekonto
# DATA_DIR belongs to the user that the broker runs as, also in a new volume.
RUN mkdir /data && chown 10001:10001 /data && chmod 0700 /data
ENV HOST=0.0.0.0 \
  PORT=3000 \
  DATA_DIR=/data
VOLUME /data
EXPOSE 3000
# Numeric, so that an orchestrator can tell that it is not root.
USER 10001:10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/cli/servicekonto.js"]
CMD ["serve"]
