import type { Hex, Id } from '@symbolon/protocol/kernel'
import {
  decide,
  type KnownPack,
  markIntent,
  medicinesErrors,
  type PackActor,
  type PackCommand,
  type PackContext,
  type PackRole,
  packCommands,
  packLicenceNumbers,
  packRefusals,
  packStateNumbers,
  peakOf,
  undoIntent,
} from '@symbolon/protocol/medicines'
import { settleWithin } from '../../consent/index.ts'
import type { ContractCall, Settlement } from '../../kernel/index.ts'
import { type Actor, holderRoles } from '../policy.ts'
import { commandOf, placeOf, requireDeadline, requireSigned } from '../relay.ts'
import { knownPackOf } from './known-pack.ts'
import { commandOfState, insertPending, type MarkState, type PendingAct } from './pack-acts.ts'
import type { PackBatch } from './pack-batch.ts'
import type { PacksDoor } from './packs-door.ts'
import { MARK_DAYS_MAX, MARK_PACKS_MAX } from './packs-limits.ts'
import { settleAct } from './settle-act.ts'
import { hasSuspectAlerts } from './suspect-alerts.ts'

/** A signed mark or undo of neighbouring packs. */
export interface WishedAct {
  readonly batch: string
  readonly first: number
  readonly count: number
  /** Absent for an undo. */
  readonly state?: MarkState | undefined
  readonly round: number
  /** Seconds since 1970. */
  readonly deadline: number
  readonly signature: Hex
  readonly cell?: string | undefined
  /** When it was signed, where that was while there was no network. */
  readonly signed_at?: number | undefined
}

/** What came of it: on the ledger, or saved and on its way. */
export interface ActOutcome {
  readonly batch: Id<'batch'>
  readonly settlement: Settlement | undefined
}

/** The packs have the state, or are active again. Sent twice, it is once; of two at once, one is saved. */
export async function actOnPacks(door: PacksDoor, actor: Actor, wish: WishedAct): Promise<ActOutcome> {
  const { context, index, follower } = door
  await follower.followUpToNow()
  const batch = index.requireById(wish.batch)
  requireRange(batch, wish)
  const call = callOf(batch, actor, wish)
  const command = commandOf(call)
  const known = await settleWithin(context.ledger, command).catch(() => undefined)
  if (known) return { batch: batch.facts.batch, settlement: known }
  await requireAllowed(door, { batch, actor, wish })
  await requireIntent(door, { batch, actor, wish })
  const act = pendingOf(wish, { batch, actor, command, now: context.clock.now() })
  await save(door, act, call)
  batch.markSaved({ ...act, at: Math.min(act.signed_at ?? act.now, act.now) })
  return { batch: batch.facts.batch, settlement: await settleAct(door, act) }
}

function requireRange({ facts }: PackBatch, { first, count }: WishedAct): void {
  if (count <= MARK_PACKS_MAX && first + count <= facts.count) return
  throw medicinesErrors.MEDICINES_RANGE_INVALID()
}

interface Wished {
  readonly batch: PackBatch
  readonly actor: Actor
  readonly wish: WishedAct
}

const commandNamed = ({ state }: WishedAct): PackCommand => (state === undefined ? 'undo' : commandOfState[state])

/** Every pack of the range allows it. @throws MEDICINES_PACK_REFUSED */
async function requireAllowed(door: PacksDoor, { batch, actor, wish }: Wished): Promise<void> {
  const command = commandNamed(wish)
  const isSuspect = wish.state === 'quarantined' && (await hasSuspectAlerts(door, { ...wish, batch }))
  const facts = {
    something_remains: true,
    // Nobody but who dispensed it knows whether the patient has had it: undoing it says that none has.
    is_not_with_patient: true,
    ...(isSuspect && { alert_is_suspect: true as const }),
  } as const
  const who: PackActor = { id: actor.address, roles: [...actor.roles] as PackRole[] }
  const now = door.context.clock.now()
  for (let at = wish.first; at < wish.first + wish.count; at++) {
    const pack = knownPackOf(door.index, { batch, index: at })
    const refused = refusalOf(command, pack, { actor: who, now, facts })
    if (refused === undefined) continue
    door.noteRefusal({ batch, index: at }, { actor, command, pack, cell: wish.cell })
    throw medicinesErrors.MEDICINES_PACK_REFUSED({ reason: packRefusals[refused] })
  }
}

/** A holder takes its own quarantine back whenever it likes: that is no end, and no ten days run. */
function refusalOf(command: PackCommand, pack: KnownPack, context: PackContext) {
  if (command !== 'undo' || pack.state !== 'quarantined') return decide(command, pack, context).refused
  return pack.holder === context.actor.id ? undefined : ('is_held' as const)
}

/** The deadline lies ahead and the actor has signed. @throws MEDICINES_DEADLINE_INVALID, MEDICINES_INTENT_SIGNATURE_INVALID */
export async function requireIntent({ context }: PacksDoor, { batch, actor, wish }: Wished): Promise<void> {
  requireDeadline(wish.deadline, { now: context.clock.now(), days_max: MARK_DAYS_MAX })
  const fields = intentFields(batch, wish)
  const intent =
    wish.state === undefined
      ? undoIntent({ ...placeOf(context), ...fields })
      : markIntent({ ...placeOf(context), ...fields, state: packStateNumbers[wish.state] })
  await requireSigned(intent, wish.signature, actor.address)
}

function intentFields({ facts }: PackBatch, { first, count, round, deadline }: WishedAct) {
  return { first: (facts.number << 24n) | BigInt(first), count, round, deadline: BigInt(deadline) }
}

function callOf(batch: PackBatch, actor: Actor, wish: WishedAct): ContractCall {
  const { first, until } = batch.holdingOf(wish.first)
  const peak = peakOf({ first, last: until - 1 })
  const licence = licenceFor(actor, commandNamed(wish))
  const { signature } = wish
  const fields = intentFields(batch, wish)
  if (wish.state === undefined)
    return { contract: 'Packs', functionName: 'undo', args: [fields, peak, licence, signature] }
  const mark = { ...fields, state: packStateNumbers[wish.state] }
  return { contract: 'Packs', functionName: 'mark', args: [[{ mark, peak, licence, signature }]] }
}

/** The licence under which somebody with several roles acts; without any, one that the contract refuses. */
function licenceFor({ roles }: Actor, command: PackCommand): number {
  const allowed: readonly string[] = packCommands[command].roles
  const held = holderRoles.find((role) => roles.has(role) && allowed.includes(role)) ?? 'manufacturer'
  return packLicenceNumbers[held]
}

function pendingOf(wish: WishedAct, of: { batch: PackBatch; actor: Actor; command: string; now: number }): PendingAct {
  const { first, count, round, cell, signed_at, state } = wish
  return {
    command: of.command,
    batch: of.batch.facts.batch,
    first,
    count,
    state: state === undefined ? 0 : packStateNumbers[state],
    round,
    party: of.actor.party,
    address: of.actor.address,
    cell,
    signed_at,
    now: of.now,
  }
}

/** @throws MEDICINES_MARK_BUSY, MEDICINES_NOT_HOLDER, and what the contract says against it */
async function save({ context }: PacksDoor, act: PendingAct, call: ContractCall): Promise<void> {
  const { ledger, database } = context
  await ledger.simulate(call)
  await database.transaction(async (queries) => {
    const taken = await insertPending(queries, act)
    if (taken === 'busy') throw medicinesErrors.MEDICINES_MARK_BUSY()
    if (taken === 'not_held') throw medicinesErrors.MEDICINES_NOT_HOLDER()
    await ledger.enqueue(queries, call, { commandId: act.command, urgent: true })
  })
}
