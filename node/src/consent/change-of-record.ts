import { consentErrors } from '@symbolon/protocol/consent'
import { fromBase64Url, type Id, sha256, toHex } from '@symbolon/protocol/kernel'
import type { z } from 'zod'
import type { Queries, Statement } from '../kernel/index.ts'
import { type CapsuleBody, type CapsuleHeader, insertCapsuleBodies } from './capsules.ts'
import type { capsulesOfChange } from './grant-schemas.ts'

/**
 * Refuses a change that was prepared without a grant which is in force by now: its grantee would silently be left with
 * nothing. Called when the record is locked. @throws CONSENT_GRANTS_CHANGED
 */
export async function refuseUnforeseen(
  queries: Queries,
  { record, grants, now }: { record: Id<'record'>; grants: readonly string[] | undefined; now: Date },
): Promise<void> {
  if (grants === undefined) return
  const unforeseen = await queries.query({
    name: 'consent_unforeseen_grant',
    text: `select from consent.grant_record gr join consent.grant g on g.grant = gr.grant
      where gr.record = $1 and g.ended_at is null and g.ends_at > $3 and g.grant <> all($2) limit 1`,
    values: [record, grants, now],
  })
  if (unforeseen.length > 0) throw consentErrors.CONSENT_GRANTS_CHANGED()
}

/** Capsules that the owner made again for the grants that go on covering a changed record. */
export interface RemadeCapsules {
  readonly bodies: readonly CapsuleBody[]
  readonly headers: readonly CapsuleHeader[]
}

interface SentCapsules {
  readonly bodies: z.infer<typeof capsulesOfChange.bodies>
  readonly capsules: z.infer<typeof capsulesOfChange.capsules>
}

/** Capsules as they were sent, each body under its own digest and each header with its body. @throws CONSENT_CAPSULE_INVALID */
export function readRemadeCapsules(sent: SentCapsules): RemadeCapsules {
  const bodies = sent.bodies.map(({ digest, ciphertext }) => ({ digest, ciphertext: fromBase64Url(ciphertext) }))
  for (const { digest, ciphertext } of bodies)
    if (toHex(sha256(ciphertext)) !== `0x${digest}`) throw consentErrors.CONSENT_CAPSULE_INVALID()
  const held = new Set(bodies.map(({ digest }) => digest))
  const headers = sent.capsules.map(({ grant, header, body }) => {
    if (!held.has(body)) throw consentErrors.CONSENT_CAPSULE_INVALID({ grant })
    return { grant: grant as Id<'grant'>, header: fromBase64Url(header), body }
  })
  return { bodies, headers }
}

/** Capsules of a record's next version wait; answers the grants that they wait for, which cover the record and go on. */
export function stageCapsules(record: Id<'record'>, { bodies, headers }: RemadeCapsules): Statement[] {
  if (headers.length === 0) return []
  return [
    insertCapsuleBodies(bodies),
    {
      name: 'consent_stage_capsules',
      text: `insert into consent.staged_capsule ("grant", record, header, body)
        select gr.grant, $1, s.header, s.body
        from unnest($2::text[], $3::bytea[], $4::text[]) s(id, header, body)
        join consent.grant_record gr on gr.grant = s.id and gr.record = $1
        join consent.grant g on g.grant = gr.grant and g.ended_at is null`,
      values: [record, ...columns(headers)],
    },
  ]
}

/** What had been staged for a record is forgotten: its next version never came to be. */
export function forgetStaged(record: Id<'record'>): Statement {
  return {
    name: 'consent_forget_staged',
    text: 'delete from consent.staged_capsule where record = $1',
    values: [record],
  }
}

/** SQL of what a record's old capsules and signatures lose; `records` is a query that yields record identifiers. */
export interface RecordsQuery {
  /** Distinguishes the prepared statements of different callers. */
  readonly name: string
  /** A query with one column, the records; its parameters are $1, $2… */
  readonly sql: string
  readonly values: readonly unknown[]
}

/** Every capsule that held a key of these records is gone, with all that was derived from it and bodies nobody else opens. */
export function dropCapsules(records: RecordsQuery): Statement {
  return {
    name: `consent_drop_capsules_${records.name}`,
    text: `with covering as (
        select distinct gr.grant from consent.grant_record gr where gr.record in (${records.sql})
      ), staged as (
        delete from consent.staged_capsule s using covering c where s.grant = c.grant returning s.body
      ), dropped as (
        delete from consent.capsule c using covering where c.grant = covering.grant returning c.body
      )
      delete from consent.capsule_body b
      where b.digest in (select body from staged union select body from dropped)
        and not exists (select from consent.capsule c
          where c.body = b.digest and c.grant not in (select "grant" from covering))
        and not exists (select from consent.staged_capsule s
          where s.body = b.digest and s.grant not in (select "grant" from covering))`,
    values: records.values,
  }
}

/** Old capsules of records whose next version just came into force; what was staged for them stays. */
export function dropOldCapsules(records: RecordsQuery): Statement {
  return {
    name: `consent_drop_old_capsules_${records.name}`,
    text: `delete from consent.capsule c using consent.grant_record gr
      where gr.grant = c.grant and gr.record in (${records.sql})`,
    values: records.values,
  }
}

/** Staged capsules of these records come into force, for grants that have not ended meanwhile. */
export function useStagedCapsules(records: RecordsQuery): Statement {
  return {
    name: `consent_use_staged_${records.name}`,
    text: `with moved as (
        delete from consent.staged_capsule s where s.record in (${records.sql}) returning s.grant, s.header, s.body
      )
      insert into consent.capsule ("grant", header, body)
      select m.grant, m.header, m.body from moved m join consent.grant g on g.grant = m.grant and g.ended_at is null`,
    values: records.values,
  }
}

/** Grants know what the tokens of their records commit to. @param records a query with two columns, record and commitment */
export function moveCommitments(records: RecordsQuery): Statement {
  return {
    name: `consent_move_commitments_${records.name}`,
    text: `update consent.grant_record gr set commitment = now.commitment from (${records.sql}) now
      where gr.record = now.record`,
    values: records.values,
  }
}

/** Capsules made again without an erased record, for grants of the patient that cover it and go on. Run before `eraseFromGrants`. */
export function replaceCapsules(record: Id<'record'>, { bodies, headers }: RemadeCapsules): Statement[] {
  if (headers.length === 0) return []
  return [
    insertCapsuleBodies(bodies),
    {
      name: 'consent_replace_capsules',
      text: `insert into consent.capsule ("grant", header, body)
        select gr.grant, s.header, s.body
        from unnest($2::text[], $3::bytea[], $4::text[]) s(id, header, body)
        join consent.grant_record gr on gr.grant = s.id and gr.record = $1
        join consent.grant g on g.grant = gr.grant and g.ended_at is null
        where exists (select from consent.grant_record other where other.grant = s.id and other.record <> $1)`,
      values: [record, ...columns(headers)],
    },
  ]
}

/**
 * Erased records leave every grant: their signatures are gone, and a grant that covered nothing else has ended and says
 * nothing any more.
 */
export function eraseFromGrants(records: RecordsQuery, now: Date): Statement[] {
  const at = `$${records.values.length + 1}`
  const values = [...records.values, now]
  return [
    {
      name: `consent_erase_authorities_${records.name}`,
      text: `delete from consent.authority where record in (${records.sql})`,
      values: records.values,
    },
    {
      name: `consent_erase_grants_${records.name}`,
      text: `with left_over as (
          delete from consent.grant_record gr where gr.record in (${records.sql}) returning gr.grant
        ), delegates as (
          delete from consent.delegate d using left_over where d.grant = left_over.grant and not exists (
            select from consent.grant_record other where other.grant = d.grant and other.record not in (${records.sql}))
        )
        update consent.grant g set ended_at = coalesce(g.ended_at, ${at}), ended_as = coalesce(g.ended_as, 'erased'),
          hash = null, account = null, week = null, terms = null, r = null, root = null, path = null, leaf_index = null,
          leaves = null, command = null, block = null, transaction = null, revocation = null, revoked_block = null
        from left_over
        where g.grant = left_over.grant and not exists (
          select from consent.grant_record other where other.grant = g.grant and other.record not in (${records.sql}))`,
      values,
    },
  ]
}

function columns(headers: readonly CapsuleHeader[]): unknown[] {
  return [
    headers.map(({ grant }) => grant),
    headers.map(({ header }) => Buffer.from(header)),
    headers.map(({ body }) => body),
  ]
}
