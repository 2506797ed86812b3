import type { Id } from '@symbolon/protocol/kernel'
import type { Database, Statement } from '../kernel/index.ts'
import type { IntegratedReceipt } from './receipts.ts'

/** Sealed to one grantee: the header opens with the grantee's key and holds the key of the body. */
export interface Capsule {
  readonly header: Buffer
  readonly body: Buffer
}

export interface CapsuleHeader {
  readonly grant: Id<'grant'>
  readonly header: Uint8Array
  /** SHA-256 of the body it opens, lower-case hexadecimal. */
  readonly body: string
}

export interface CapsuleBody {
  readonly digest: string
  readonly ciphertext: Uint8Array
}

/** The capsule of the receipt's grant, or nothing when the grant has ended since. No key leaves without a receipt. */
export async function fetchCapsule(database: Database, proof: IntegratedReceipt): Promise<Capsule | undefined> {
  const [capsule] = await database.query<Capsule>({
    name: 'consent_fetch_capsule',
    text: `select c.header, b.ciphertext as body from consent.capsule c
      join consent.capsule_body b on b.digest = c.body where c.grant = $1`,
    values: [proof.grant],
  })
  return capsule
}

/** Bodies are stored once, whoever refers to them; the update holds the row against a sweep that runs meanwhile. */
export function insertCapsuleBodies(bodies: readonly CapsuleBody[]): Statement {
  return {
    name: 'consent_insert_capsule_bodies',
    text: `insert into consent.capsule_body (digest, ciphertext) select * from unnest($1::text[], $2::bytea[])
      on conflict (digest) do update set stored_at = now()`,
    values: [bodies.map(({ digest }) => digest), bodies.map(({ ciphertext }) => Buffer.from(ciphertext))],
  }
}

export function insertCapsules(headers: readonly CapsuleHeader[]): Statement {
  return {
    name: 'consent_insert_capsules',
    text: `insert into consent.capsule ("grant", header, body) select * from unnest($1::text[], $2::bytea[], $3::text[])`,
    values: [
      headers.map(({ grant }) => grant),
      headers.map(({ header }) => Buffer.from(header)),
      headers.map(({ body }) => body),
    ],
  }
}

/** Bodies that no header refers to any more are gone. */
export const sweepCapsuleBodies: Statement = {
  name: 'consent_sweep_capsule_bodies',
  text: `delete from consent.capsule_body b
    where not exists (select from consent.capsule c where c.body = b.digest)
      and not exists (select from consent.staged_capsule s where s.body = b.digest)`,
}
