export { askLedger, type LedgerPlace } from './ask-ledger.ts'
export {
  type Client,
  type ClientOptions,
  createClient,
  remember,
  rootOf,
  type Session,
  type SessionStore,
} from './client.ts'
export { sdkErrors } from './errors.ts'
export { deadlineOf, ERASE_DEADLINE, getNetwork, type Network, randomNonce } from './get-network.ts'
export { newKey } from './idempotency-key.ts'
export { type Page, type PageRequest, queryOf, walkPages } from './list.ts'
export { isProblem, type Problem, RemoteError } from './remote-error.ts'
export { type Request, send, sendForJson } from './request.ts'
