import { fromHex, type Hex, type Milliseconds, sha256, toHex, utf8 } from '@symbolon/protocol/kernel'
import {
  assumedHonestShares,
  type MergeConflict,
  mergeDispenses,
  packStateNumbers,
  type QueuedAct,
  raiseAlert,
  readPackId,
} from '@symbolon/protocol/medicines'
import type { Queries } from '../../kernel/index.ts'
import type { Actor } from '../policy.ts'
import { insertAlerts, type RaisedAlert } from './alert-store.ts'
import type { WishedAct } from './mark-packs.ts'
import type { PackPlace } from './pack-index.ts'
import type { PacksDoor } from './packs-door.ts'

const hour_ms = 3_600_000

/** One act of a queue whose signature was verified. */
export interface QueuedWish extends PackPlace {
  readonly wish: WishedAct
  readonly act: QueuedAct['act']
  readonly token: Hex
  /** Digest of what was signed, and by whom. */
  readonly id: Hex
}

/** What the merge says of one of them. */
export interface MergedWish {
  readonly wish: QueuedWish & { readonly place: number }
  /** True for what counts: the earliest dispense of a pack, and what undoes it. */
  readonly isHolding: boolean
  readonly isClockAhead: boolean
}

/**
 * Merges a queue into everything that was ever queued for its packs and what the ledger says of them, keeps it, and raises
 * the alert of each dispense that came second. The earliest signed time wins, in whatever order queues come in.
 */
export async function mergeQueue(
  door: PacksDoor,
  actor: Actor,
  wishes: readonly QueuedWish[],
): Promise<readonly MergedWish[]> {
  const { database, clock } = door.context
  const received_at = clock.now()
  const arriving = wishes.map(({ id, token, act, wish }) => {
    return { id, pack: token, act, actor: actor.address, signed_at: wish.signed_at ?? 0, received_at }
  })
  return database.transaction(async (queries) => {
    const queued = await readQueued(queries, arriving)
    await keepQueued(queries, arriving)
    // What a queue has brought to the ledger before is no second dispense.
    const isBrought = ({ pack, actor: by }: QueuedAct) => queued.some((act) => act.pack === pack && act.actor === by)
    const told = wishes.flatMap(onLedger).filter((act) => !isBrought(act))
    const merged = mergeDispenses([...queued, ...told], arriving)
    const alerts = merged.conflicts.map((conflict) => alertOf(door, { conflict, wishes, actor }))
    if (alerts.length > 0) await queries.query(insertAlerts(alerts))
    const seconds = new Set(merged.conflicts.map(({ second }) => second.id))
    const ahead = new Set(merged.clocks_ahead.map(({ id }) => id))
    return wishes
      .map((wish, place) => ({
        wish: { ...wish, place },
        isHolding: !seconds.has(wish.id),
        isClockAhead: ahead.has(wish.id),
      }))
      .toSorted((one, other) => (one.wish.wish.signed_at ?? 0) - (other.wish.wish.signed_at ?? 0))
  })
}

/** What the ledger says of a pack: that its holder dispensed it, unless it was this very queue that brought that. */
function onLedger({ batch, index, token }: QueuedWish): QueuedAct[] {
  const at = batch.sinceOf(index)
  if (batch.stateOf(index) !== packStateNumbers.supplied || at === undefined) return []
  const { holder } = batch.holdingOf(index)
  const id = toHex(sha256(utf8(`ledger ${token} ${batch.roundOf(index)}`)))
  return [{ id, pack: token, act: 'supply', actor: holder, signed_at: at, received_at: at }]
}

/** An act that is known keeps the time at which it came in first. */
async function keepQueued(queries: Queries, arriving: readonly QueuedAct[]): Promise<void> {
  await queries.query({
    name: 'medicines_queue_keep',
    text: `insert into medicines.queued_act (act, pack, kind, actor, signed_at, received_at)
      select * from unnest($1::bytea[], $2::bytea[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[])
      on conflict (act) do nothing`,
    values: [
      arriving.map(({ id }) => bytes(id)),
      arriving.map(({ pack }) => bytes(pack)),
      arriving.map(({ act }) => act),
      arriving.map(({ actor }) => actor),
      arriving.map(({ signed_at }) => new Date(signed_at)),
      arriving.map(({ received_at }) => new Date(received_at)),
    ],
  })
}

/** Every act that was queued for these packs before. */
async function readQueued(queries: Queries, arriving: readonly QueuedAct[]): Promise<QueuedAct[]> {
  const rows = await queries.query<{
    act: Buffer
    pack: Buffer
    kind: QueuedAct['act']
    actor: string
    signed_at: Date
    received_at: Date
  }>({
    name: 'medicines_queue_known',
    text: `select act, pack, kind, actor, signed_at, received_at from medicines.queued_act where pack = any($1::bytea[])`,
    values: [arriving.map(({ pack }) => bytes(pack))],
  })
  return rows.map((row) => ({
    id: `0x${row.act.toString('hex')}`,
    pack: `0x${row.pack.toString('hex')}`,
    act: row.kind,
    actor: row.actor,
    signed_at: row.signed_at.getTime(),
    received_at: row.received_at.getTime(),
  }))
}

const bytes = (hex: Hex) => Buffer.from(fromHex(hex))

function alertOf(
  { context, secret }: PacksDoor,
  of: { conflict: MergeConflict; wishes: readonly QueuedWish[]; actor: Actor },
): RaisedAlert {
  const { conflict, actor } = of
  const { first, second, emvs, kind, pack } = conflict
  const wish = of.wishes.find(({ token }) => token === pack)
  const hourOf = ({ signed_at }: { signed_at: Milliseconds }) => Math.floor(signed_at / hour_ms)
  const cell = wish?.wish.cell
  const reads =
    cell === undefined ? [] : [{ cell, hour: hourOf(second), reader: 'pharmacy' as const, is_by_device: true as const }]
  const facts = wish?.batch.facts
  const alert = raiseAlert({
    subject: readPackId(pack, secret()),
    cause: first.actor === second.actor ? 'used_again_here' : 'dispensed_twice',
    emvs,
    kind,
    score: 1 - assumedHonestShares[first.actor === second.actor ? 'same_actor' : 'dispensed_twice'],
    evidence: { reads, scanned: { ...(facts && { gtin: facts.gtin, lot: facts.lot }) } },
    raised_at: context.clock.now(),
  })
  const accounts = [first.actor, second.actor] as Hex[]
  const about = { gtin: facts?.gtin, lot: facts?.lot, batch: facts?.batch, index: wish?.index }
  return { alert, ...about, parties: facts ? [actor.party, facts.maker] : [actor.party], accounts }
}
