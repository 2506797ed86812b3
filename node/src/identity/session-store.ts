import { createHash } from 'node:crypto'
import type { SiweSignIn } from '@symbolon/protocol/identity'
import { type Id, newId, toBase64Url, toHex } from '@symbolon/protocol/kernel'
import type { Address, NodeContext, Principal } from '../kernel/index.ts'

export const SESSION_MINUTES = 30
export const NONCE_MINUTES = 10
const tokenBytes = 32
const nonceBytes = 16

/** A session as it is told once, to whoever signed in. */
export interface NewSession {
  readonly token: string
  readonly principal: Principal
}

/** Nonces and sessions in the database. */
export interface SessionStore {
  newNonce(): Promise<{ nonce: string; expires_at: number }>
  /** The session for a checked sign-in, or nothing when its nonce is spent. One statement: of two uses of a nonce one wins. */
  create(signIn: SiweSignIn): Promise<NewSession | undefined>
  find(token: Buffer): Promise<Principal | undefined>
  end(token: Buffer): Promise<void>
  /** Ends every session of the account. */
  endAll(address: Address): Promise<void>
  deleteExpired(): Promise<void>
}

interface SessionRow {
  session: Id<'session'>
  address: Address
  expires_at: Date
  party: Id<'party'> | null
}

export function createSessionStore({ database, clock, random }: NodeContext): SessionStore {
  return {
    async newNonce() {
      const nonce = toHex(random(nonceBytes)).slice(2)
      const expires_at = clock.now() + NONCE_MINUTES * 60_000
      await database.query({ ...nonceSql, values: [nonce, new Date(expires_at)] })
      return { nonce, expires_at }
    },
    async create({ nonce, address }) {
      const token = toBase64Url(random(tokenBytes))
      const now = clock.now()
      const session = newId('session', now, random(10))
      const expires_at = new Date(now + SESSION_MINUTES * 60_000)
      const values = [nonce, new Date(now), hashOfToken(token), session, address, expires_at]
      const [row] = await database.query<SessionRow>({ ...createSql, values })
      return row ? { token, principal: principalOf(row) } : undefined
    },
    async find(token) {
      const [row] = await database.query<SessionRow>({ ...findSql, values: [token, new Date(clock.now())] })
      return row ? principalOf(row) : undefined
    },
    async end(token) {
      await database.query({ ...endSql, values: [token] })
    },
    async endAll(address) {
      await database.query({ ...endAllSql, values: [address] })
    },
    async deleteExpired() {
      const values = [new Date(clock.now())]
      await database.query({ ...expiredNoncesSql, values })
      await database.query({ ...expiredSessionsSql, values })
    },
  }
}

/** What the database knows a bearer token by. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

function principalOf({ session, address, expires_at, party }: SessionRow): Principal {
  return { session, address, expires_at: expires_at.getTime(), ...(party === null ? {} : { party }) }
}

const nonceSql = {
  name: 'identity_nonce_new',
  text: 'insert into identity.nonce (nonce, expires_at) values ($1, $2)',
}
const createSql = {
  name: 'identity_session_create',
  text: `with spent as (delete from identity.nonce where nonce = $1 and expires_at > $2 returning 1),
      created as (
        insert into identity.session (token, session, address, expires_at) select $3, $4, $5, $6 from spent
        returning session, address, expires_at
      )
    select created.*, known_party.party from created left join identity.known_party using (address)`,
}
const findSql = {
  name: 'identity_session_find',
  text: `select session.session, session.address, session.expires_at, known_party.party
    from identity.session left join identity.known_party using (address)
    where session.token = $1 and session.expires_at > $2`,
}
const endSql = { name: 'identity_session_end', text: 'delete from identity.session where token = $1' }
const endAllSql = { name: 'identity_session_end_all', text: 'delete from identity.session where address = $1' }
const expiredNoncesSql = { name: 'identity_nonce_expired', text: 'delete from identity.nonce where expires_at <= $1' }
const expiredSessionsSql = {
  name: 'identity_session_expired',
  text: 'delete from identity.session where expires_at <= $1',
}
