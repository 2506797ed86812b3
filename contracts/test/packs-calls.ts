import {
  commissionIntent,
  handOverIntent,
  type LedgerPackState,
  lotHash,
  markIntent,
  packStateNumbers,
  peakOf,
  undoIntent,
} from '@symbolon/protocol/medicines'
import { type Hex, keccak256, toHex } from 'viem'
import type { Call, Chain } from './chain.ts'
import { deadline, licenceOf, type PartyName, placeOf, product, vectorAccount } from './packs-chain.ts'

/** A batch whose root is the hash of its name. */
export interface NamedBatch {
  readonly name: string
  readonly count: number
}

export interface Indexes {
  readonly batch: string
  readonly first: number
  readonly count: number
}

/** Token id of a pack of a named batch. */
export function idOf(batch: string, index: number): bigint {
  return ((BigInt(rootOf(batch)) >> 24n) << 24n) | BigInt(index)
}

/** The maker commissions the batch. */
export async function commissionCall(chain: Chain, { name, count }: NamedBatch): Promise<Call> {
  const maker = vectorAccount('maker')
  const intent = { ...product, root: rootOf(name), count, lot: lotHash('LOT-1'), maker: maker.address, deadline }
  const fields = { root: intent.root, count, gtin: intent.gtin, lot: intent.lot, expiry: intent.expiry }
  const message = { ...fields, maker: maker.address, prefixLength: intent.prefixLength, deadline }
  const signature = await maker.signTypedData(commissionIntent({ ...placeOf(chain, 'Packs'), ...message }))
  return { contract: 'Packs', functionName: 'commission', args: [message, signature] }
}

/** One item of `handOver`: the packs go from one party to the other, both of which sign. */
export async function signedHandOver(
  chain: Chain,
  of: Indexes & { readonly from: PartyName; readonly to: PartyName; readonly pages?: readonly bigint[] },
) {
  const [from, to] = [vectorAccount(of.from), vectorAccount(of.to)]
  const { moves, peak } = await rangeOf(chain, idOf(of.batch, of.first))
  const range = { first: idOf(of.batch, of.first), count: of.count, moves }
  const handOver = { ranges: [range], from: from.address, to: to.address, deadline }
  const typed = handOverIntent({ ...placeOf(chain, 'Packs'), ...handOver })
  return {
    handOver,
    fromLicence: licenceOf(of.from),
    toLicence: licenceOf(of.to),
    peaks: [peak],
    pages: of.pages ?? [],
    fromSignature: await from.signTypedData(typed),
    toSignature: await to.signTypedData(typed),
  }
}

/** One item of `mark`: the holder gives the packs a state. */
export async function signedMark(
  chain: Chain,
  of: Indexes & { readonly holder: PartyName; readonly state: LedgerPackState },
) {
  const holder = vectorAccount(of.holder)
  const { peak } = await rangeOf(chain, idOf(of.batch, of.first))
  const round = await roundOf(chain, idOf(of.batch, of.first))
  const mark = { first: idOf(of.batch, of.first), count: of.count, state: packStateNumbers[of.state], round, deadline }
  const signature = await holder.signTypedData(markIntent({ ...placeOf(chain, 'Packs'), ...mark }))
  return { mark, peak, licence: licenceOf(of.holder), signature }
}

/** The holder undoes what it did to the packs. */
export async function undoCall(chain: Chain, of: Indexes & { readonly holder: PartyName }): Promise<Call> {
  const holder = vectorAccount(of.holder)
  const { peak } = await rangeOf(chain, idOf(of.batch, of.first))
  const round = await roundOf(chain, idOf(of.batch, of.first))
  const undo = { first: idOf(of.batch, of.first), count: of.count, round, deadline }
  const signature = await holder.signTypedData(undoIntent({ ...placeOf(chain, 'Packs'), ...undo }))
  return { contract: 'Packs', functionName: 'undo', args: [undo, peak, licenceOf(of.holder), signature] }
}

/** The calls of lists. */
export function handOverCall(list: readonly unknown[]): Call {
  return { contract: 'Packs', functionName: 'handOver', args: [list] }
}

export function markCall(list: readonly unknown[]): Call {
  return { contract: 'Packs', functionName: 'mark', args: [list] }
}

/** Commissions the batch and hands parts of it to the party. */
export async function stock(
  chain: Chain,
  of: NamedBatch & {
    readonly party?: PartyName
    readonly parts?: readonly (readonly [first: number, count: number])[]
  },
): Promise<void> {
  await chain.send(await commissionCall(chain, of))
  for (const [first, count] of of.parts ?? []) {
    const item = await signedHandOver(chain, {
      batch: of.name,
      first,
      count,
      from: 'maker',
      to: of.party ?? 'pharmacy',
    })
    await chain.send(handOverCall([item]))
  }
}

async function rangeOf(chain: Chain, id: bigint): Promise<{ moves: number; peak: number }> {
  const answer = await chain.read({ contract: 'Packs', functionName: 'rangeOf', args: [id] })
  const [, first, count, , moves] = answer as readonly [Hex, bigint, number, number, number]
  const start = Number(first & 0xffffffn)
  return { moves, peak: peakOf({ first: start, last: start + count - 1 }) }
}

async function roundOf(chain: Chain, id: bigint): Promise<number> {
  const answer = await chain.read({ contract: 'Packs', functionName: 'packOf', args: [id] })
  return (answer as readonly [number, number, number])[1]
}

function rootOf(name: string): Hex {
  return keccak256(toHex(`batch ${name}`))
}
