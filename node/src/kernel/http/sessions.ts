import type { App } from '../slice.ts'
import { bearerOf, type SessionReader } from './principal.ts'

/** Makes `request.principal` known: at once when the session was seen a moment ago, else before the body is read. */
export function readSessions(app: App, sessions: SessionReader): void {
  app.decorateRequest('principal', undefined)
  app.decorateRequest('bearer', undefined)
  app.addHook('onRequest', (request, _reply, done) => {
    const token = bearerOf(request.headers.authorization)
    if (token !== undefined) {
      request.bearer = token
      request.principal = sessions.cached(token)
    }
    done()
  })
}

/** Looks up the sessions that were not known at once; after the rate limit, so that guessing tokens costs no queries. */
export function findSessions(app: App, sessions: SessionReader): void {
  app.addHook('preParsing', (request, _reply, payload, done) => {
    if (request.principal !== undefined || request.bearer === undefined) return done(null, payload)
    sessions.find(request.bearer).then(
      (principal) => {
        request.principal = principal
        done(null, payload)
      },
      (error: Error) => done(error),
    )
  })
}
