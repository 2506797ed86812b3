import type { Server } from 'node:http'
import { type ErrorRow, newId } from '@symbolon/protocol/kernel'
import Fastify, { type FastifyBaseLogger, type FastifyHttpOptions, LogController } from 'fastify'
import { serializerCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Config } from '../config/config.ts'
import type { NodeContext } from '../context.ts'
import type { Logger } from '../lifecycle/logger.ts'
import { openRpcDoor } from '../rpc/rpc-door.ts'
import type { App, Slice } from '../slice.ts'
import { collectDocumentation, serveDocumentation } from './documentation.ts'
import { tagEntities } from './entity-tag.ts'
import { type Presenters, presenterAt, problemPresenter, sendFailure, useErrorPresenter } from './error-presenter.ts'
import { tellHealth } from './health.ts'
import { refuseOtherHosts } from './hosts.ts'
import * as limits from './http-limits.ts'
import { answerRepeats } from './idempotency.ts'
import { createIdempotencyStore } from './idempotency-store.ts'
import { readBodies } from './json-bodies.ts'
import { rememberMethods } from './known-methods.ts'
import { measureRequests } from './metrics.ts'
import { tellNetwork } from './network.ts'
import type { SessionReader } from './principal.ts'
import { explainProblems } from './problem-pages.ts'
import { limitRates } from './rate-limit.ts'
import { requestIdOf } from './request-id.ts'
import { logRequests } from './request-log.ts'
import { RequestLogger } from './request-logger.ts'
import { secureHeaders } from './security-headers.ts'
import { findSessions, readSessions } from './sessions.ts'
import { refuseUnreadable } from './unreadable.ts'
import { validatorCompiler } from './validation.ts'

/** What the HTTP door is made of. */
export interface AppParts {
  readonly context: NodeContext
  readonly slices: readonly Slice[]
  readonly sessions: SessionReader
  /** Rows of every slice's error table: `{ ...kernelErrors.rows, ...identityErrors.rows, … }`. */
  readonly problems: Readonly<Record<string, ErrorRow>>
  readonly ceilings?: limits.RequestCeilings
}

/** The HTTP server with the routes of all slices, ready to `inject` or `listen`. */
export async function createApp(parts: AppParts): Promise<App> {
  const presenters: Presenters = new Map()
  const app: App = Fastify(serverOptions(parts.context, presenters)).withTypeProvider<ZodTypeProvider>()
  app.decorate('presenters', presenters)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  rememberMethods(app)
  useErrorPresenter(app, problemPresenter)
  readBodies(app)
  await addHooks(app, parts)
  await collectDocumentation(app)
  tellHealth(app, parts.context, parts.slices)
  tellNetwork(app, parts.context)
  await openRpcDoor(app, parts.context)
  explainProblems(app, parts.problems)
  for (const slice of parts.slices) await app.register(async (scope) => slice.routes(scope as App))
  await serveDocumentation(app)
  await app.ready()
  return app
}

/** In order: what is cheap and refuses early comes first. */
async function addHooks(app: App, { context, sessions, ceilings }: AppParts): Promise<void> {
  secureHeaders(app)
  logRequests(app)
  measureRequests(app, context)
  refuseOtherHosts(app, context.config)
  readSessions(app, sessions)
  await limitRates(app, ceilings ?? ceilingsOf(context.config))
  findSessions(app, sessions)
  const repeats = createIdempotencyStore(context)
  if (context.config.database_url === undefined) await repeats.releaseAll()
  answerRepeats(app, repeats)
  tagEntities(app)
}

function ceilingsOf({ session_requests_max: session }: Config): limits.RequestCeilings {
  return { ...limits.requestCeilings, ...(session !== undefined && { session }) }
}

function serverOptions({ log, clock, random }: NodeContext, presenters: Presenters) {
  const newRequestId = () => newId('request', clock.now(), random(10))
  return {
    loggerInstance: log as unknown as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'request_id' }),
    childLoggerFactory: (logger, bindings) => new RequestLogger(logger as unknown as Logger, bindings),
    genReqId: (raw) => requestIdOf(raw.headers['x-request-id']) ?? newRequestId(),
    bodyLimit: limits.JSON_BODY_BYTES_MAX,
    requestTimeout: limits.REQUEST_TIMEOUT_MS,
    keepAliveTimeout: limits.KEEP_ALIVE_TIMEOUT_MS,
    routerOptions: { maxParamLength: limits.PATH_VALUE_CHARACTERS_MAX },
    http: {
      maxHeaderSize: limits.HEADER_BYTES_MAX,
      headersTimeout: limits.HEADERS_TIMEOUT_MS,
      requireHostHeader: false,
    },
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, request, reply) =>
      void sendFailure(presenterAt(presenters, request.url), { thrown: error, request, reply }),
    clientErrorHandler: (error, socket) => refuseUnreadable(error, socket, { request_id: newRequestId(), presenters }),
  } satisfies FastifyHttpOptions<Server>
}
