import type { Hex, Id } from '@symbolon/protocol/kernel'
import {
  lotHash,
  medicinesErrors,
  parseGtin,
  parseLot,
  recallIntent,
  withdrawalIntent,
} from '@symbolon/protocol/medicines'
import type { Address } from 'viem'
import { accountOf, askSigned, getOwnParty, getParty } from '../identity/index.ts'
import { type Client, newKey, type Page, type PageRequest, queryOf, walkPages } from '../kernel/index.ts'
import { listBatches } from './batches.ts'
import { coveringLicence } from './covering-licence.ts'
import { placeOf, waitingDeadline } from './intent-place.ts'

/** A lot to be recalled, or a whole product to be withdrawn where no lot is named. */
export interface RecallProposing {
  /** 14 digits. */
  readonly gtin: string
  readonly lot?: string
  /** What is wrong with the product, 1 to 500 characters; nothing about persons. */
  readonly reason: string
  /** 1: may harm seriously, 2: may harm, 3: unlikely to harm. */
  readonly class: 1 | 2 | 3
}

/** A lot that is recalled, or a product that is withdrawn: for ever. */
export interface Recall {
  readonly recall: Id<'recall'>
  /** `proposed`: waits for a second person. `confirmed`: on its way to the ledger. */
  readonly state: 'proposed' | 'confirmed' | 'recorded'
  readonly kind: 'recall' | 'withdrawal'
  readonly gtin: string
  readonly lot: string | null
  readonly reason: string
  readonly class: number
  /** `pty_…` */
  readonly proposed_by: string
  /** Seconds since 1970. */
  readonly deadline: number
  /** What was signed besides, and is signed by the second person too. */
  readonly signed: { readonly by: Address; readonly batch: string; readonly prefix_length: number }
  /** ISO instants. */
  readonly proposed_at: string
  readonly confirmed_at: string | null
  readonly recorded_at: string | null
  readonly block: number | null
  readonly transaction: Hex | null
  /** When the caller acknowledged it. */
  readonly acknowledged_at: string | null
}

/** A recall with who holds packs of it. */
export interface RecallDetail extends Recall {
  /** For whoever proposed it and regulators. */
  readonly holders?: readonly {
    readonly party: string | null
    readonly address: Address
    readonly packs: number
    readonly containers: readonly { readonly container: string; readonly packs: number }[]
    readonly told_at: string | null
    readonly acknowledged_at: string | null
    readonly set_aside: number | null
  }[]
  readonly holders_told: number
  readonly holders_acknowledged: number
  readonly packs_held: number
  readonly packs_set_aside: number
}

/** What a proposer signs. */
export interface SimulatedRecall {
  readonly gtin: string
  readonly lot: string | null
  /** Decimal number of a batch of the lot that the caller made; 0 for a regulator. */
  readonly batch: string
  /** Digits of the GS1 number of a product to withdraw; 0 for a regulator. */
  readonly prefix_length: number
}

/**
 * The recall waits for a second person; the ledger hears of it then.
 * @throws MEDICINES_RECALL_NOT_MAKER, MEDICINES_ORDER_INVALID
 */
export async function proposeRecall(client: Client, proposing: RecallProposing): Promise<Recall> {
  const { gtin, lot, batch, prefix_length } = await simulateProposeRecall(client, proposing)
  const deadline = waitingDeadline(client)
  const by = (await accountOf(client)).address
  const words = { gtin, lot, deadline: Number(deadline), signed: { by, batch, prefix_length } }
  const signature = await sign(client, words)
  const { reason, class: level } = proposing
  const which = lot === null ? { withdrawal: true, ...(prefix_length > 0 && { prefix_length }) } : { lot }
  const body = { gtin, ...which, reason, class: level, deadline: Number(deadline), signature }
  return await askSigned(client, {
    method: 'POST',
    path: '/v1/recalls',
    body,
    idempotencyKey: newKey(client, 'recall'),
  })
}

/** What `proposeRecall` would sign; nothing is sent. @throws MEDICINES_ORDER_INVALID */
export async function simulateProposeRecall(client: Client, proposing: RecallProposing): Promise<SimulatedRecall> {
  const gtin = parseGtin(proposing.gtin)
  const lot = proposing.lot === undefined ? null : parseLot(proposing.lot)
  const own = await getOwnParty(client)
  const isRegulator = own.roles?.some(
    ({ role, until }) => role === 'regulator' && Date.parse(until) > client.clock.now(),
  )
  if (isRegulator) return { gtin, lot, batch: '0', prefix_length: 0 }
  if (lot === null)
    return { gtin, lot, batch: '0', prefix_length: (await coveringLicence(client, gtin))?.number.length ?? 0 }
  for await (const batch of walkPages((page) => listBatches(client, { ...page, gtin })))
    if (batch.lot === lot && batch.maker === own.party && batch.state === 'recorded')
      return { gtin, lot, batch: batch.number ?? '0', prefix_length: 0 }
  return { gtin, lot, batch: '0', prefix_length: 0 }
}

/**
 * The lot is recalled, or the product withdrawn, on the ledger and for ever; the caller is the second person.
 * @throws MEDICINES_RECALL_UNKNOWN, MEDICINES_RECALL_SECOND_PERSON, MEDICINES_RECALL_STATE
 */
export async function confirmRecall(client: Client, asking: { readonly recall: string }): Promise<Recall> {
  const signature = await sign(client, await simulateConfirmRecall(client, asking))
  return await postTo(client, { ...asking, what: 'confirmation', body: { signature } })
}

/** The recall that `confirmRecall` would confirm; nothing is signed. @throws MEDICINES_RECALL_UNKNOWN */
export async function simulateConfirmRecall(
  client: Client,
  asking: { readonly recall: string },
): Promise<RecallDetail> {
  return await getRecall(client, asking)
}

async function sign(
  client: Client,
  { gtin, lot, deadline, signed }: Pick<Recall, 'gtin' | 'lot' | 'deadline' | 'signed'>,
): Promise<Hex> {
  const place = await placeOf(client, 'packs')
  const common = { ...place, by: signed.by, gtin: BigInt(gtin), deadline: BigInt(deadline) }
  const account = await accountOf(client)
  if (lot === null)
    return await account.signTypedData(withdrawalIntent({ ...common, prefixLength: signed.prefix_length }))
  return await account.signTypedData(recallIntent({ ...common, lot: lotHash(lot), batch: BigInt(signed.batch) }))
}

/**
 * Whoever recalls learns how many packs the caller has found and set aside.
 * @throws MEDICINES_RECALL_UNKNOWN when the caller was not told of it
 */
export async function acknowledgeRecall(
  client: Client,
  { recall, set_aside }: { readonly recall: string; readonly set_aside: number },
): Promise<Recall> {
  return await postTo(client, { recall, what: 'acknowledgement', body: { set_aside } })
}

/** The recall that `acknowledgeRecall` would acknowledge; nothing is sent. @throws MEDICINES_RECALL_UNKNOWN */
export async function simulateAcknowledgeRecall(
  client: Client,
  asking: { readonly recall: string },
): Promise<RecallDetail> {
  return await getRecall(client, asking)
}

/** A recall, for whoever proposed it, is told of it or may confirm it, and for regulators. @throws MEDICINES_RECALL_UNKNOWN */
export async function getRecall(client: Client, { recall }: { readonly recall: string }): Promise<RecallDetail> {
  return await askSigned(client, { method: 'GET', path: pathOf(recall) })
}

/** Recalls that the caller is told of (`held`), proposed or may confirm, one page. */
export async function listRecalls(
  client: Client,
  asking: PageRequest & { readonly side?: 'held' | 'proposed' | 'confirming' } = {},
): Promise<Page<Recall>> {
  const { limit, after, side } = asking
  return await askSigned(client, { method: 'GET', path: `/v1/recalls${queryOf({ side, limit, after })}` })
}

/** Persons who may confirm the caller’s recalls. */
export interface RecallConfirmers {
  readonly items: readonly { readonly person: string; readonly named_at: string }[]
}

/**
 * The person may confirm recalls that the caller proposes from now on.
 * @param naming.person `pty_…`
 * @throws MEDICINES_CONFIRMER_INVALID, MEDICINES_ROLE_MISSING
 */
export async function nameRecallConfirmer(
  client: Client,
  { person }: { readonly person: string },
): Promise<RecallConfirmers> {
  return await askSigned(client, { method: 'PUT', path: `/v1/recall-confirmers/${encodeURIComponent(person)}` })
}

/**
 * The person may no longer confirm what the caller proposes; what waits for them waits for another one.
 * @param naming.person `pty_…`
 */
export async function removeRecallConfirmer(
  client: Client,
  { person }: { readonly person: string },
): Promise<RecallConfirmers> {
  return await askSigned(client, { method: 'DELETE', path: `/v1/recall-confirmers/${encodeURIComponent(person)}` })
}

/**
 * Who could confirm the caller’s recalls if the person were named or removed; nothing is sent.
 * @throws IDENTITY_PARTY_UNKNOWN, MEDICINES_CONFIRMER_INVALID when somebody is to be named who is no person
 */
export async function simulateRecallConfirmers(
  client: Client,
  { person, change }: { readonly person: string; readonly change: 'name' | 'remove' },
): Promise<{ readonly persons: readonly string[] }> {
  if (change === 'name' && (await getParty(client, { party: person })).kind !== 'person')
    throw medicinesErrors.MEDICINES_CONFIRMER_INVALID()
  const { items } = await listRecallConfirmers(client)
  const others = items.map((one) => one.person).filter((one) => one !== person)
  return { persons: change === 'name' ? [...others, person] : others }
}

/** Who may confirm the caller’s recalls. */
export async function listRecallConfirmers(client: Client): Promise<RecallConfirmers> {
  return await askSigned(client, { method: 'GET', path: '/v1/recall-confirmers' })
}

async function postTo(
  client: Client,
  { recall, what, body }: { readonly recall: string; readonly what: string; readonly body: unknown },
): Promise<Recall> {
  const path = `${pathOf(recall)}/${what}`
  return await askSigned(client, { method: 'POST', path, body, idempotencyKey: newKey(client, what) })
}

function pathOf(recall: string): string {
  return `/v1/recalls/${encodeURIComponent(recall)}`
}
