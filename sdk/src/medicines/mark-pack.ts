import type { Hex } from '@symbolon/protocol/kernel'
import {
  type AnsweredPack,
  type MarkIntent,
  markIntent,
  medicinesErrors,
  packStateNumbers,
  undoIntent,
} from '@symbolon/protocol/medicines'
import { accountOf, askSigned } from '../identity/index.ts'
import { type Client, deadlineOf, newKey } from '../kernel/index.ts'
import { placeOf } from './intent-place.ts'
import { type PackVerifying, type VerifiedPack, verifyPack } from './verify-pack.ts'

/** A state that the holder of a pack gives it. */
export type GivenState =
  | 'supplied'
  | 'partly_supplied'
  | 'destroyed'
  | 'stolen'
  | 'exported'
  | 'sample'
  | 'free_sample'
  | 'locked'
  | 'checked_out'
  | 'quarantined'

/** A pack that is to be marked, by what is printed on it. */
export interface PackMarking extends PackVerifying {
  /** `supplied`, which is dispensing, unless given. */
  readonly state?: GivenState
}

/** What came of a mark or an undo. */
export interface PackAct {
  /** `bat_…` */
  readonly batch: string
  readonly first: number
  readonly count: number
  readonly pack_state: string
  /** `saved`: it holds here, and the ledger will have it. */
  readonly state: 'saved' | 'recorded'
  readonly block: number | null
  readonly transaction: Hex | null
}

/** A verdict, and what was done where it allowed it. */
export interface MarkedPack {
  readonly verified: VerifiedPack
  /** Absent where the pack must not be dispensed: nothing was signed then. */
  readonly act?: PackAct
}

/**
 * The pack is dispensed, or has another end, on the ledger; where the verdict is against dispensing it, nothing happens
 * but that it is told. Repeated within the hour it is the same act.
 * @throws as `verifyPack`; MEDICINES_PACK_REFUSED, MEDICINES_MARK_BUSY when another act is on its way,
 * MEDICINES_ROLE_MISSING
 * @example const { act, verified } = await markPack(pharmacy, { scan })
 */
export async function markPack(client: Client, marking: PackMarking): Promise<MarkedPack> {
  const verified = await verifyPack(client, marking)
  const { state = 'supplied', cell } = marking
  if (state === 'supplied' && verified.answer.outcome !== 'may_be_dispensed') return { verified }
  const intent = { ...intentOf(client, requirePack(verified)), state: packStateNumbers[state] }
  const account = await accountOf(client)
  const signature = await account.signTypedData(markIntent({ ...(await placeOf(client, 'packs')), ...intent }))
  const act = await send(client, { verified, intent, cell, signature, path: '/v1/packs/marks', state })
  return { verified, act }
}

/** The verdict that `markPack` would act on; nothing is signed. @throws as `verifyPack` */
export async function simulateMarkPack(client: Client, marking: PackMarking): Promise<VerifiedPack> {
  return await verifyPack(client, marking)
}

/**
 * What the caller did with the pack is undone, within ten days, and the pack is active again.
 * @throws MEDICINES_PACK_REFUSED with the reason, MEDICINES_NUMBER_UNKNOWN for a code that names no pack here
 */
export async function undoPack(client: Client, undoing: PackVerifying): Promise<PackAct> {
  const verified = await verifyPack(client, undoing)
  const intent = intentOf(client, requirePack(verified))
  const account = await accountOf(client)
  const signature = await account.signTypedData(undoIntent({ ...(await placeOf(client, 'packs')), ...intent }))
  return await send(client, { verified, intent, cell: undoing.cell, signature, path: '/v1/packs/undo' })
}

/** What is known of the pack that `undoPack` would make active again; nothing is signed. @throws as `verifyPack` */
export async function simulateUndoPack(client: Client, undoing: PackVerifying): Promise<VerifiedPack> {
  return await verifyPack(client, undoing)
}

/** @throws MEDICINES_NUMBER_UNKNOWN */
function requirePack({ answer: { pack } }: VerifiedPack): AnsweredPack {
  if (pack === undefined) throw medicinesErrors.MEDICINES_NUMBER_UNKNOWN()
  return pack
}

function intentOf(client: Client, { token_id, round = 0 }: AnsweredPack): Omit<MarkIntent, 'state'> {
  return { first: BigInt(token_id), count: 1, round, deadline: deadlineOf(client) }
}

interface Sending {
  readonly verified: VerifiedPack
  readonly intent: Omit<MarkIntent, 'state'>
  readonly signature: Hex
  readonly cell: string | undefined
  readonly path: string
  readonly state?: GivenState
}

async function send(client: Client, sending: Sending): Promise<PackAct> {
  const { verified, intent, signature, cell, path, state } = sending
  const { batch, proof } = requirePack(verified)
  const { round, deadline } = intent
  const body = {
    batch,
    first: proof.index,
    count: 1,
    round,
    deadline: Number(deadline),
    signature,
    ...(state !== undefined && { state }),
    ...(cell !== undefined && { place: { h3: cell } }),
  }
  return await askSigned(client, { method: 'POST', path, body, idempotencyKey: newKey(client, 'mark') })
}
