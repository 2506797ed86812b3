import { isEnded, type KnownPack, type PackState, packStateOf } from '@symbolon/protocol/medicines'
import type { PackIndex, PackPlace } from './pack-index.ts'

/** What the records say of a pack; parties are named by the accounts that the ledger knows, and act where they are. */
export function knownPackOf(index: PackIndex, { batch, index: at }: PackPlace): KnownPack {
  const { gtin, lot } = batch.facts
  const { holder } = batch.holdingOf(at)
  const number = batch.stateOf(at)
  const receiver = number === 0 ? batch.deliveryOf(at)?.receiver : undefined
  const since = number === 0 ? undefined : batch.sinceOf(at)
  return {
    gtin,
    serial: batch.serialOf(at),
    lot,
    expiry: batch.expiry_text,
    state: receiver === undefined ? stateOf(number) : 'in_transit',
    holder,
    ...(receiver !== undefined && { receiver }),
    // The holder of a pack is the one who ended it: a pack that has ended moves no more.
    ...(since !== undefined && isOfHolder(number) && { end: { at: since, actor: holder, place: holder } }),
    ...index.standingOf(batch),
  }
}

/** The contract tells two quarantines apart; what is done with the pack is the same. */
function stateOf(number: number): PackState {
  const state = packStateOf(number)
  if (state === undefined) throw new Error('a state that the contract does not have')
  return state === 'quarantined_by_regulator' ? 'quarantined' : state
}

/** Ends, and supplies of a part. */
function isOfHolder(number: number): boolean {
  const state = packStateOf(number)
  return state !== undefined && (isEnded(state) || state === 'partly_supplied')
}
