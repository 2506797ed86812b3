import { vaultErrors } from '@symbolon/protocol/vault'
import { isFault, type NodeContext, type Queries } from '../../kernel/index.ts'
import { fence } from './fence.ts'
import type { FetchedCapsule } from './index-capsule.ts'
import * as sql from './save-statements.ts'
import type { HostedRow } from './search-rows.ts'
import type { Reader } from './statements.ts'

interface Saving {
  readonly reader: Reader
  readonly fetched: Pick<FetchedCapsule, 'grant' | 'body'>
}

const rowsAtOnce = 2_000

/** What is known of a capsule by now. */
export interface CapsuleRows {
  readonly rows: readonly HostedRow[]
  /** Identifiers whose rows are copied from other grants. */
  readonly copied: readonly string[]
  /** What is wrong with the capsule. */
  readonly fault: string | null
}

/** Those of the identifiers whose rows the party has already, from the same patient: nothing has to be decrypted for them. */
export async function knownIds(context: NodeContext, { reader, fetched }: Saving, ids: readonly string[]) {
  const values = [fetched.grant, reader.party, ids]
  const rows = await fence(context.database, reader.party).query<{ id: string }>({ ...sql.siblingsSql, values })
  return rows.map(({ id }) => id)
}

/**
 * All rows of a capsule are there, behind the fence of the party; nothing when the capsule went meanwhile.
 * @returns false when rows that should be copied went meanwhile: nothing was saved
 * @throws VAULT_CAPSULE_INVALID for rows that take what came in another person's record
 */
export async function saveRows(context: NodeContext, saving: Saving & CapsuleRows): Promise<boolean> {
  const { rows, copied, fetched, reader } = saving
  let isWhole = true
  await inPlaceOfCapsule(context, saving, async (queries) => {
    for (let at = 0; at < rows.length; at += rowsAtOnce) await addRows(queries, saving, rows.slice(at, at + rowsAtOnce))
    if (copied.length === 0) return
    const [row] = await queries.query<{ copied: number }>({
      ...sql.copySql,
      values: [fetched.grant, reader.party, copied],
    })
    isWhole = row?.copied === copied.length
    if (!isWhole) await queries.query({ ...sql.dropSql, values: [fetched.grant] })
  })
  return isWhole
}

/** One transaction; of one party one at a time, so that of two capsules that contradict each other one sees the other. */
async function inPlaceOfCapsule(
  { database }: NodeContext,
  { reader, fetched, fault }: Saving & { fault: string | null },
  fill: (queries: Queries) => Promise<void>,
): Promise<void> {
  const { grant, body } = fetched
  try {
    await fence(database, reader.party).transaction(async (queries) => {
      await queries.query({ ...sql.lockSql, values: [reader.party] })
      await queries.query({ ...sql.staleSql, values: [grant, body] })
      const added = await queries.query({ ...sql.capsuleSql, values: [grant, reader.party, body, fault] })
      if (added.length > 0) await fill(queries)
    })
  } catch (thrown) {
    if (!isFault(thrown, '23503')) throw thrown
  }
}

async function addRows(queries: Queries, { reader, fetched }: Saving, rows: readonly HostedRow[]): Promise<void> {
  const values = [fetched.grant, reader.party, JSON.stringify(rows)]
  const clashes = await queries.query<{ is_ours_false: boolean }>({ ...sql.clashesSql, values })
  if (clashes.some(({ is_ours_false }) => is_ours_false)) throw vaultErrors.VAULT_CAPSULE_INVALID({ field: 'entries' })
  if (clashes.length > 0) await queries.query({ ...sql.disproveSql, values })
  await queries.query({ ...sql.entriesSql, values })
}
