import { kernelErrors, type Language, type SymbolonError } from '@symbolon/protocol/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../slice.ts'
import { failureOf } from './failure.ts'
import { languageOf } from './language.ts'
import { presentProblem, problemMediaType } from './problem.ts'

/** How one door writes its errors: problems under /v1, OperationOutcomes under /fhir. */
export interface ErrorPresenter {
  readonly mediaType: string
  present(failure: SymbolonError, at: { language: Language; path: string; request_id: string }): object
}

export const problemPresenter: ErrorPresenter = { mediaType: problemMediaType, present: presentProblem }

/** Presenters by the prefix of the addresses that they serve. */
export type Presenters = Map<string, ErrorPresenter>

declare module 'fastify' {
  interface FastifyInstance {
    readonly presenters: Presenters
  }
}

/** The presenter of the door that a path belongs to, for what fails before any route is found. */
export function presenterAt(presenters: Presenters, path: string): ErrorPresenter {
  const prefix = `/${path.split(/[/?#]/, 2)[1] ?? ''}`
  return presenters.get(prefix) ?? problemPresenter
}

/**
 * Every error of this app, or of this prefix when called on a registered child, is written by the presenter; so are
 * addresses and methods that it does not have.
 */
export function useErrorPresenter(app: App, presenter: ErrorPresenter): void {
  app.presenters.set(app.prefix, presenter)
  app.setErrorHandler((thrown, request, reply) => sendFailure(presenter, { thrown, request, reply }))
  app.setNotFoundHandler((request, reply) => {
    const allowed = app.methodsAt(pathOf(request))
    const thrown =
      allowed.length > 0 ? kernelErrors.KERNEL_METHOD_NOT_ALLOWED({ allowed }) : kernelErrors.KERNEL_NOT_FOUND()
    return sendFailure(presenter, { thrown, request, reply })
  })
}

/** Answers with an error, whatever was thrown. */
export function sendFailure(
  presenter: ErrorPresenter,
  { thrown, request, reply }: { thrown: unknown; request: FastifyRequest; reply: FastifyReply },
): FastifyReply {
  const failure = failureOf(thrown, request)
  const language = languageOf(request.headers['accept-language'])
  const { allowed, seconds } = failure.facts
  if (Array.isArray(allowed)) reply.header('allow', allowed.join(', '))
  if (typeof seconds === 'number') reply.header('retry-after', seconds)
  if (failure.row.status === 401) reply.header('www-authenticate', 'Bearer')
  return reply
    .code(failure.row.status)
    .header('content-type', presenter.mediaType)
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .send(presenter.present(failure, { language, path: pathOf(request), request_id: request.id }))
}

/** The path without its query, which may hold what no answer and no log repeats. */
function pathOf(request: FastifyRequest): string {
  const end = request.url.search(/[?;#]/)
  return end < 0 ? request.url : request.url.slice(0, end)
}
