export { type AppParts, createApp } from './create-app.ts'
export { pageQuery, pageSchema, presentPage, readCursor, writeCursor } from './cursor.ts'
export { type ErrorPresenter, useErrorPresenter } from './error-presenter.ts'
export { issuesOf, type RequestIssue } from './failure.ts'
export { originOf } from './hosts.ts'
export {
  CLOSING_MS_MAX,
  IDEMPOTENCY_KEPT_MS,
  JSON_BODY_BYTES_MAX,
  LIST_ITEMS_DEFAULT,
  LIST_ITEMS_MAX,
  type RequestCeilings,
  requestCeilings,
  SEALED_BODY_BYTES_MAX,
} from './http-limits.ts'
export { createIdempotencyStore, type IdempotencyStore } from './idempotency-store.ts'
export { languageOf } from './language.ts'
export { listen } from './listen.ts'
export { bearerOf, type Idempotency, type Principal, type SessionReader } from './principal.ts'
export { type Problem, presentProblem, problemMediaType, problemSchema } from './problem.ts'
export type { ErrorRows } from './problem-pages.ts'
export { countEach, limitResolutions, revocationRate, signInRate } from './rate-limit.ts'
