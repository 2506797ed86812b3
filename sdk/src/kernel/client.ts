import type { Clock, Language } from '@symbolon/protocol/kernel'
import { sdkErrors } from './errors.ts'
/** A signed-in session: who it stands for and until when. */
export interface Session {
  readonly token: string
  readonly session: string
  /** ISO instant. */
  readonly expires_at: string
  /** `pty_…`, once the signer is registered with the node. */
  readonly party: string | null
}

/** Where a session outlives the process, so that a second command need not sign in again. */
export interface SessionStore {
  read(): Promise<Session | undefined>
  write(session: Session | undefined): Promise<void>
}

/** 32 bytes, or how to get them: a keyring is opened slowly, and a session that is kept needs none. */
export type KeyringRoot = Uint8Array | (() => Promise<Uint8Array>)

/** What a client is made of; everything but the address has a default. */
export interface ClientOptions {
  /** Origin of the node, `http://127.0.0.1:7070`. */
  readonly url: string
  /** Root of a keyring, 32 bytes, or what opens it at the first need; without it only public actions work. */
  readonly root?: KeyringRoot
  /** Language of titles and hints in errors. */
  readonly language?: Language
  readonly fetch?: typeof fetch
  readonly clock?: Clock
  readonly random?: (size: number) => Uint8Array
  readonly sessions?: SessionStore
  /** Longest wait for one answer in milliseconds. */
  readonly timeout_ms?: number
}

/** What every action acts through: an address, a keyring and what was learnt so far. */
export interface Client {
  readonly url: string
  readonly root: KeyringRoot | undefined
  readonly language: Language
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly random: (size: number) => Uint8Array
  readonly sessions: SessionStore
  readonly timeout_ms: number
  /** Answers that do not change while a client lives: chain, contracts, keys derived from the root. */
  readonly memory: Map<string, unknown>
}

/**
 * A client for one node and one person or institution; nothing is sent yet.
 * @example const eleni = createClient({ url: 'http://127.0.0.1:7070', root })
 */
export function createClient(options: ClientOptions): Client {
  return {
    url: options.url.replace(/\/+$/, ''),
    root: options.root,
    language: options.language ?? 'en',
    fetch: options.fetch ?? globalThis.fetch,
    clock: options.clock ?? { now: () => Date.now() },
    random: options.random ?? ((size) => globalThis.crypto.getRandomValues(new Uint8Array(size))),
    sessions: options.sessions ?? keepInMemory(),
    timeout_ms: options.timeout_ms ?? 60_000,
    memory: new Map(),
  }
}

/** The root of the client's keyring, which is opened once. @throws SDK_KEYRING_MISSING, and as opening it does */
export async function rootOf(client: Client): Promise<Uint8Array> {
  const { root } = client
  if (root === undefined) throw sdkErrors.SDK_KEYRING_MISSING()
  return root instanceof Uint8Array ? root : await remember(client, 'root', root)
}

/** What `make` gives, asked for once while the client lives; a failure is not remembered. */
export function remember<Value>(client: Client, name: string, make: () => Value): Value {
  if (client.memory.has(name)) return client.memory.get(name) as Value
  const value = make()
  client.memory.set(name, value)
  if (value instanceof Promise) value.catch(() => client.memory.delete(name))
  return value
}

function keepInMemory(): SessionStore {
  let kept: Session | undefined
  return {
    read: async () => kept,
    write: async (session) => {
      kept = session
    },
  }
}
