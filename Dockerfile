# One image for the API, the worker and the setup, which differ only in their command (compose.yaml).
# NODE_DIGEST is `@sha256:…` if the image is pinned: docs/operations.md.
ARG NODE_DIGEST=
FROM node:22-bookworm-slim${NODE_DIGEST} AS build
WORKDIR /heyi
COPY package.json package-lock.json .npmrc ./
RUN npm ci --include=dev
COPY . .
RUN npx vite build

FROM node:22-bookworm-slim${NODE_DIGEST}
# Chinese dates and sorting do not depend on the host; the law's time zone is in the code.
ENV NODE_ENV=production TZ=Asia/Shanghai NODE_OPTIONS=--enable-source-maps
WORKDIR /heyi
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev && npm cache clean --force
COPY tsconfig.json ./
COPY engine engine
COPY domain domain
COPY definitions definitions
COPY models models
COPY activities activities
COPY workflows workflows
COPY threads threads
COPY papers papers
COPY api api
COPY bin bin
COPY --from=build /heyi/dist/web dist/web
# The worker then starts without bundling.
RUN node --import tsx bin/workflowBundle.ts
USER node
EXPOSE 8080
CMD ["node", "--import", "tsx", "bin/server.ts"]
