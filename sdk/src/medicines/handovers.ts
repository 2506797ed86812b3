import type { Hex, Id } from '@symbolon/protocol/kernel'
import { handOverIntent, medicinesErrors } from '@symbolon/protocol/medicines'
import type { Address } from 'viem'
import { accountOf, askSigned, getParty } from '../identity/index.ts'
import { type Client, newKey, type Page, type PageRequest, queryOf, sdkErrors } from '../kernel/index.ts'
import { getBatch } from './batches.ts'
import { placeOf, waitingDeadline } from './intent-place.ts'

/** Neighbouring packs of a batch. */
export interface PacksAsked {
  /** `bat_…` */
  readonly batch: string
  /** Index of the first; the first that the caller holds unless given. */
  readonly first?: number
  /** As many as the caller holds from there on without a gap, unless given. */
  readonly count?: number
}

/** Packs of a batch as a handover names them. */
export interface HandoverRange {
  readonly batch: Id<'batch'>
  readonly first: number
  readonly count: number
  readonly moves: number
}

/** Packs to be offered. */
export interface HandoverOffering {
  /** `pty_…`, handle or address of the receiver. */
  readonly to: string
  readonly packs: readonly PacksAsked[]
  /** SSCC of what they travel in, 18 digits. */
  readonly container?: string
  /** Days that the offer stands, 1 to 30; 7 unless given. */
  readonly days?: number
}

/** Packs that go from one party to another once both have signed. */
export interface Handover {
  readonly handover: Id<'handover'>
  readonly state: 'offered' | 'accepted' | 'recorded' | 'refused' | 'withdrawn' | 'expired'
  readonly from: string
  readonly from_address: Address
  readonly to: string
  readonly to_address: Address
  readonly container: string | null
  readonly ranges: readonly (HandoverRange & {
    readonly first_token: string
    readonly gtin: string
    readonly lot: string
  })[]
  readonly packs: number
  /** Seconds since 1970. */
  readonly deadline: number
  /** ISO instants. */
  readonly offered_at: string
  readonly ended_at: string | null
  readonly block: number | null
  readonly transaction: Hex | null
}

/** What an offer would name. */
export interface SimulatedHandover {
  readonly to: string
  readonly to_address: Address
  readonly ranges: readonly HandoverRange[]
  readonly packs: number
}

/**
 * The packs are offered to the receiver: they are the caller’s until it accepts.
 * @throws MEDICINES_RECEIVER_UNLICENSED, MEDICINES_RANGE_NOT_HELD, MEDICINES_RANGE_MARKED, MEDICINES_RANGE_OFFERED,
 * MEDICINES_CONTAINER_INVALID, MEDICINES_ROLE_MISSING
 * @example await offerHandover(maker, { to: 'wholesaler', packs: [{ batch, first: 0, count: 500 }] })
 */
export async function offerHandover(client: Client, offering: HandoverOffering): Promise<Handover> {
  const { to, to_address, ranges, tokens } = await prepareOffer(client, offering)
  const account = await accountOf(client)
  const deadline = waitingDeadline(client, offering.days)
  const intent = { ranges: tokens, from: account.address, to: to_address, deadline }
  const signature = await account.signTypedData(handOverIntent({ ...(await placeOf(client, 'packs')), ...intent }))
  const { container } = offering
  const body = { to, ranges, ...(container !== undefined && { container }), deadline: Number(deadline), signature }
  return await askSigned(client, {
    method: 'POST',
    path: '/v1/handovers',
    body,
    idempotencyKey: newKey(client, 'handover'),
  })
}

/** What `offerHandover` would offer; nothing is sent. @throws as `offerHandover` where it shows beforehand */
export async function simulateOfferHandover(client: Client, offering: HandoverOffering): Promise<SimulatedHandover> {
  const { tokens: _, ...shown } = await prepareOffer(client, offering)
  return shown
}

/** Ranges that the caller holds, as it asked for them. @throws MEDICINES_RANGE_NOT_HELD, MEDICINES_BATCH_UNKNOWN */
export async function heldRanges(
  client: Client,
  packs: readonly PacksAsked[],
): Promise<(HandoverRange & { readonly token: bigint })[]> {
  return await Promise.all(packs.map((asked, range) => heldRange(client, { ...asked, range })))
}

async function heldRange(client: Client, asked: PacksAsked & { readonly range: number }) {
  const { batch, ranges, first_token } = await getBatch(client, asked)
  const first = asked.first ?? ranges[0]?.first ?? 0
  const holding = ranges.find((held) => held.first <= first && first < held.first + held.count)
  if (holding === undefined || first_token === null)
    throw medicinesErrors.MEDICINES_RANGE_NOT_HELD({ range: asked.range })
  const rest = holding.first + holding.count - first
  const count = asked.count ?? rest
  if (count > rest) throw medicinesErrors.MEDICINES_RANGE_NOT_HELD({ range: asked.range })
  return { batch, first, count, moves: holding.moves, token: BigInt(first_token) + BigInt(first) }
}

async function prepareOffer(client: Client, { to, packs }: HandoverOffering) {
  const receiver = await getParty(client, { party: to })
  const held = await heldRanges(client, packs)
  return {
    to: receiver.party,
    to_address: receiver.address,
    ranges: held.map(({ batch, first, count, moves }) => ({ batch, first, count, moves })),
    tokens: held.map(({ token, count, moves }) => ({ first: token, count, moves })),
    packs: held.reduce((sum, { count }) => sum + count, 0),
  }
}

/**
 * The caller holds the packs of an offer.
 * @throws MEDICINES_HANDOVER_UNKNOWN, MEDICINES_HANDOVER_STATE when it is over, MEDICINES_ROLE_MISSING
 */
export async function acceptHandover(client: Client, asking: { readonly handover: string }): Promise<Handover> {
  const offer = await simulateAcceptHandover(client, asking)
  const { ranges, from_address, to_address, deadline } = offer
  const account = await accountOf(client)
  const intent = {
    ranges: ranges.map(({ first_token, count, moves }) => ({ first: BigInt(first_token), count, moves })),
    from: from_address,
    to: to_address,
    deadline: BigInt(deadline),
  }
  const signature = await account.signTypedData(handOverIntent({ ...(await placeOf(client, 'packs')), ...intent }))
  return await postTo(client, { ...asking, what: 'acceptance', body: { signature } })
}

/** The offer that `acceptHandover` would accept; nothing is signed. @throws MEDICINES_HANDOVER_UNKNOWN */
export async function simulateAcceptHandover(client: Client, asking: { readonly handover: string }): Promise<Handover> {
  const offer = await getHandover(client, asking)
  if (offer.to_address !== (await accountOf(client)).address) throw sdkErrors.SDK_NODE_UNTRUE({ what: offer.handover })
  return offer
}

/** The offer is refused; its packs stay with who offered them. @throws MEDICINES_HANDOVER_UNKNOWN, MEDICINES_HANDOVER_STATE */
export async function refuseHandover(client: Client, asking: { readonly handover: string }): Promise<Handover> {
  return await postTo(client, { ...asking, what: 'refusal', body: {} })
}

/** The offer that `refuseHandover` would refuse; nothing is sent. @throws as `refuseHandover` */
export async function simulateRefuseHandover(client: Client, asking: { readonly handover: string }): Promise<Handover> {
  return await openOffer(client, { ...asking, side: 'to_address' })
}

/** One’s own offer is taken back. @throws MEDICINES_HANDOVER_UNKNOWN, MEDICINES_HANDOVER_STATE */
export async function withdrawHandover(client: Client, asking: { readonly handover: string }): Promise<Handover> {
  return await postTo(client, { ...asking, what: 'withdrawal', body: {} })
}

/** The offer that `withdrawHandover` would take back; nothing is sent. @throws as `withdrawHandover` */
export async function simulateWithdrawHandover(
  client: Client,
  asking: { readonly handover: string },
): Promise<Handover> {
  return await openOffer(client, { ...asking, side: 'from_address' })
}

async function openOffer(
  client: Client,
  asking: { readonly handover: string; readonly side: 'from_address' | 'to_address' },
): Promise<Handover> {
  const offer = await getHandover(client, asking)
  if (offer[asking.side] !== (await accountOf(client)).address) throw medicinesErrors.MEDICINES_HANDOVER_UNKNOWN()
  if (offer.state !== 'offered') throw medicinesErrors.MEDICINES_HANDOVER_STATE({ state: offer.state })
  return offer
}

/** A handover from the caller or to it. @throws MEDICINES_HANDOVER_UNKNOWN */
export async function getHandover(client: Client, { handover }: { readonly handover: string }): Promise<Handover> {
  return await askSigned(client, { method: 'GET', path: pathOf(handover) })
}

/** Handovers from the caller or to it (`to` unless given), one page. */
export async function listHandovers(
  client: Client,
  asking: PageRequest & { readonly side?: 'from' | 'to'; readonly state?: Handover['state'] } = {},
): Promise<Page<Handover>> {
  const { limit, after, side, state } = asking
  return await askSigned(client, { method: 'GET', path: `/v1/handovers${queryOf({ side, state, limit, after })}` })
}

async function postTo(
  client: Client,
  { handover, what, body }: { readonly handover: string; readonly what: string; readonly body: unknown },
): Promise<Handover> {
  const path = `${pathOf(handover)}/${what}`
  return await askSigned(client, { method: 'POST', path, body, idempotencyKey: newKey(client, what) })
}

function pathOf(handover: string): string {
  return `/v1/handovers/${encodeURIComponent(handover)}`
}
