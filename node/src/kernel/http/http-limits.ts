/** Bytes that a JSON body has at most. */
export const JSON_BODY_BYTES_MAX = 16 * 1024 * 1024
/**
 * Bytes that a JSON body with seals in it has at most: the largest manifest and the largest capsule body in base64, and
 * 32 MiB for signatures, terms and capsules of other selections. Read for whoever is signed in only.
 */
export const SEALED_BODY_BYTES_MAX = 160 * 1024 * 1024
/** Bytes that all headers of a request have at most. */
export const HEADER_BYTES_MAX = 16 * 1024
/** Characters that one value in a path has at most. */
export const PATH_VALUE_CHARACTERS_MAX = 256
/** How long the headers and the whole of a request may take to arrive. */
export const HEADERS_TIMEOUT_MS = 30_000
export const REQUEST_TIMEOUT_MS = 600_000
export const KEEP_ALIVE_TIMEOUT_MS = 72_000
/** How long `/readyz` and `/metrics` wait for the database. */
export const READY_MS_MAX = 2_000
/** How long a node that ends waits for requests on their way. */
export const CLOSING_MS_MAX = 5_000
/** Items that one page of a list has at most, and when nothing is asked. */
export const LIST_ITEMS_MAX = 200
export const LIST_ITEMS_DEFAULT = 50
/** How long the answer to an Idempotency-Key is kept, and how long an unanswered one blocks its repeats. */
export const IDEMPOTENCY_KEPT_MS = 24 * 3_600_000
export const IDEMPOTENCY_LEASE_MS = 60_000

/** What one core serves in a minute: a FHIR read takes it 0.66 ms (`npm run bench -- fhir`). */
export const CORE_REQUESTS_PER_MINUTE = 90_000
/** No single caller gets more of a core than this. */
const callerShare = 0.25

/** Requests that are served in one minute. */
export interface RequestCeilings {
  /** Of one session. */
  readonly session: number
  /** Of one network address without a session that this node knows. */
  readonly address: number
  /** Of one network address at a route that costs more than others: signing in. */
  readonly sign_in: number
  /** Of one session at the routes that end access: counted apart, so that no flood of other requests takes their place. */
  readonly revocation: number
  /** Of one session or network address: questions to the ledger by JSON-RPC, each of a batch counted. */
  readonly ledger_read: number
  /** Of these, the ones that run a contract or go through blocks. */
  readonly ledger_search: number
  /** Of one session or network address: look-ups of Digital Links, so that nobody finds serial numbers by trying. */
  readonly resolution: number
}

export const requestCeilings: RequestCeilings = {
  session: callerShare * CORE_REQUESTS_PER_MINUTE,
  address: callerShare * CORE_REQUESTS_PER_MINUTE,
  sign_in: 1_200,
  revocation: 6_000,
  ledger_read: 6_000,
  ledger_search: 600,
  resolution: 600,
}
