import { checkDigit } from '@symbolon/protocol/custody'
import type { Id } from '@symbolon/protocol/kernel'
import {
  commissionIntent,
  handOverIntent,
  lotHash,
  marketsStatement,
  markIntent,
  recallIntent,
} from '@symbolon/protocol/medicines'
import { askFor, type Party } from './test-parties.ts'
import type { PackWorld } from './test-world.ts'

export interface Ordered {
  readonly batch: Id<'batch'>
  readonly gtin: string
  readonly lot: string
  readonly count: number
  readonly markets?: readonly string[] | null | undefined
}

/** A GTIN under the prefix of the tests, by its item number. */
export function gtinOf(item: number): string {
  const digits = `05200001${String(item).padStart(5, '0')}`
  return `${digits}${checkDigit(digits)}`
}

/** A logistic unit, by its number. */
export function ssccOf(unit: number): string {
  const digits = `0520000${String(unit).padStart(10, '0')}`
  return `${digits}${checkDigit(digits)}`
}

/** A GLN, by its number. */
export function glnOf(place: number): string {
  const digits = `520000${String(place).padStart(6, '0')}`
  return `${digits}${checkDigit(digits)}`
}

let lots = 0

export function newLot(): string {
  return `LOT-${++lots}`
}

export const expiry = '2029-06-30'

export async function orderBatch(
  world: PackWorld,
  maker: Party,
  wish: {
    count: number
    gtin?: string
    lot?: string
    serials?: 'generated' | 'given'
    markets?: readonly string[]
  },
): Promise<Ordered> {
  const { count, gtin = gtinOf(1), lot = newLot(), serials = 'generated', markets } = wish
  const body = { gtin, lot, expiry, count, serials, markets }
  const { batch } = await askFor(world, 201, { as: maker, method: 'POST', url: '/v1/batches', body })
  return { batch, gtin, lot, count, markets }
}

export async function sealBatch(world: PackWorld, maker: Party, { batch }: Ordered) {
  await askFor(world, 202, { as: maker, method: 'POST', url: `/v1/batches/${batch}/sealing` })
  await world.medicines.seal()
  return showBatch(world, maker, { batch })
}

export function showBatch(world: PackWorld, as: Party, { batch }: Pick<Ordered, 'batch'>) {
  return askFor(world, 200, { as, method: 'GET', url: `/v1/batches/${batch}` })
}

/** Chain, contract and a deadline, an hour away unless given. */
export function packPlace({ kernel, clock }: PackWorld, ahead_s = 3600) {
  const deadline = Math.floor(clock.now() / 1000) + ahead_s
  return {
    place: { chainId: kernel.ledger.chainId, verifyingContract: kernel.ledger.address('Packs') },
    deadline,
  }
}

/** Body of POST …/commissioning for a sealed batch. */
export async function commissioningBody(world: PackWorld, maker: Party, of: Ordered & { root: string }) {
  const { place, deadline } = packPlace(world)
  const intent = commissionIntent({
    ...place,
    root: of.root as `0x${string}`,
    count: of.count,
    gtin: BigInt(of.gtin),
    lot: lotHash(of.lot),
    expiry: Date.parse(expiry) / 86_400_000,
    maker: maker.account.address,
    prefixLength: 7,
    deadline: BigInt(deadline),
  })
  const body = { prefix_length: 7, deadline, signature: await maker.account.signTypedData(intent) }
  if (!of.markets) return { ...body, markets_signature: undefined }
  const said = marketsStatement({ ...place, root: of.root as `0x${string}`, countries: of.markets })
  return { ...body, markets_signature: await maker.account.signTypedData(said) }
}

/** A batch on the ledger, its packs with the maker. */
export async function commission(world: PackWorld, maker: Party, wish: Parameters<typeof orderBatch>[2]) {
  const ordered = await orderBatch(world, maker, wish)
  const { root, number } = await sealBatch(world, maker, ordered)
  const body = await commissioningBody(world, maker, { ...ordered, root })
  const url = `/v1/batches/${ordered.batch}/commissioning`
  const recorded = await askFor(world, 200, { as: maker, method: 'POST', url, body })
  return { ...ordered, ...recorded, number: BigInt(number) }
}

export interface TestRange {
  readonly batch: string
  readonly first: number
  readonly count: number
  readonly moves: number
}

/** What both sides of a handover sign. */
export function handOverOf(
  world: PackWorld,
  of: { from: Party; to: Party; ranges: readonly TestRange[]; numbers: ReadonlyMap<string, bigint>; deadline: number },
) {
  const ranges = of.ranges.map(({ batch, first, count, moves }) => {
    return { first: ((of.numbers.get(batch) ?? 0n) << 24n) | BigInt(first), count, moves }
  })
  const sides = { from: of.from.account.address, to: of.to.account.address }
  return handOverIntent({ ...packPlace(world).place, ranges, ...sides, deadline: BigInt(of.deadline) })
}

/** Body of POST /v1/handovers. */
export async function offerBody(
  world: PackWorld,
  of: Omit<Parameters<typeof handOverOf>[1], 'deadline'> & { readonly ahead_s?: number },
) {
  const { deadline } = packPlace(world, of.ahead_s)
  const signature = await of.from.account.signTypedData(handOverOf(world, { ...of, deadline }))
  return { to: of.to.party, ranges: of.ranges, deadline, signature }
}

/** The packs are with the receiver. */
export async function handOver(world: PackWorld, of: Omit<Parameters<typeof handOverOf>[1], 'deadline'>) {
  const body = await offerBody(world, of)
  const { handover } = await askFor(world, 201, { as: of.from, method: 'POST', url: '/v1/handovers', body })
  const signature = await of.to.account.signTypedData(handOverOf(world, { ...of, deadline: body.deadline }))
  const url = `/v1/handovers/${handover}/acceptance`
  return askFor(world, 200, { as: of.to, method: 'POST', url, body: { signature } })
}

/** Marks packs on the ledger, past the slices. */
export async function markPacks(
  world: PackWorld,
  of: { holder: Party; number: bigint; first: number; count: number; state: number; licence: number; round?: number },
): Promise<void> {
  const { place, deadline } = packPlace(world)
  const { holder, count, state, licence, round = 0 } = of
  const mark = { first: (of.number << 24n) | BigInt(of.first), count, state, round, deadline: BigInt(deadline) }
  const signature = await holder.account.signTypedData(markIntent({ ...place, ...mark }))
  const call = { contract: 'Packs', functionName: 'mark', args: [[{ mark, peak: 0, licence, signature }]] } as const
  const { ledger, database } = world.kernel
  await ledger.simulate(call)
  const commandId = `test:${signature}`
  await database.transaction((queries) => ledger.enqueue(queries, call, { commandId }))
  await ledger.settled(commandId)
}

/** Typed data of a recall, as its proposer and the second person sign it. */
export function recallOf(
  world: PackWorld,
  of: { by: Party; gtin: string; lot: string; batch: bigint; deadline: number },
) {
  const { by, gtin, lot, batch, deadline } = of
  const numbers = { gtin: BigInt(gtin), batch, deadline: BigInt(deadline) }
  return recallIntent({ ...packPlace(world).place, by: by.account.address, lot: lotHash(lot), ...numbers })
}
