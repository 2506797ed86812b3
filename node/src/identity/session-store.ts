import { createHash } from 'node:crypto'
import { SESSION_MINUTES, type SignedMessage, type SiweSignIn, signInDigest } from '@symbolon/protocol/identity'
import { type Hex, type Id, newId, toBase64Url, toHex } from '@symbolon/protocol/kernel'
import type { Address, NodeContext, Principal } from '../kernel/index.ts'

export const NONCE_MINUTES = 10
/** A sign-in stays a little longer than its session: a request under way at its end may still name it. */
const SIGN_IN_MINUTES = SESSION_MINUTES + 10
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
  create(signIn: SiweSignIn, signed: SignedMessage): Promise<NewSession | undefined>
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
  sign_in: Hex | null
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
    async create({ nonce, address }, { message, signature }) {
      const token = toBase64Url(random(tokenBytes))
      const now = clock.now()
      const session = newId('session', now, random(10))
      const expires_at = new Date(now + SESSION_MINUTES * 60_000)
      const opened = [nonce, new Date(now), hashOfToken(token), session, address, expires_at]
      const goes_at = new Date(now + SIGN_IN_MINUTES * 60_000)
      const values = [...opened, signInDigest(message), message, signature.toLowerCase(), goes_at]
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
      await database.query({ ...settledSignInsSql, values })
    },
  }
}

/** What the database knows a bearer token by. */
export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

function principalOf({ session, address, expires_at, sign_in, party }: SessionRow): Principal {
  const known = { ...(sign_in === null ? {} : { sign_in }), ...(party === null ? {} : { party }) }
  return { session, address, expires_at: expires_at.getTime(), ...known }
}

const nonceSql = {
  name: 'identity_nonce_new',
  text: 'insert into identity.nonce (nonce, expires_at) values ($1, $2)',
}
const createSql = {
  name: 'identity_session_create',
  text: `with spent as (delete from identity.nonce where nonce = $1 and expires_at > $2 returning 1),
      created as (
        insert into identity.session (token, session, address, expires_at, sign_in) select $3, $4, $5, $6, $7 from spent
        returning session, address, expires_at, sign_in
      ),
      signed as (
        insert into identity.sign_in (sign_in, address, message, signature, goes_at) select $7, $5, $8, $9, $10 from spent
      )
    select created.*, known_party.party from created left join identity.known_party using (address)`,
}
const findSql = {
  name: 'identity_session_find',
  text: `select session.session, session.address, session.expires_at, session.sign_in, known_party.party
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
/** At its time an institution's sign-in is kept for good, since receipts may name it; anybody else's goes. */
const settledSignInsSql = {
  name: 'identity_sign_in_settled',
  text: `with due as (
        select s.sign_in, exists (select from identity.party p where p.address = s.address and p.kind <> 'person') as is_kept
        from identity.sign_in s where s.goes_at <= $1
      ), kept as (
        update identity.sign_in s set goes_at = null from due where s.sign_in = due.sign_in and due.is_kept
      )
    delete from identity.sign_in s using due where s.sign_in = due.sign_in and not due.is_kept and s.goes_at <= $1`,
}

/** The SQL that keeps a person's sign-in, by the value or column that names it: a receipt does too. */
export function keepSignIn(sign_in: string): string {
  return `update identity.sign_in set goes_at = null where sign_in = ${sign_in}`
}
