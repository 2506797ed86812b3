import type { Hex, Id, Milliseconds } from '@symbolon/protocol/kernel'
import {
  type AskedRead,
  alertOfFinding,
  type CloneFinding,
  findOutsideMarket,
  findOutsidePath,
  isEnded,
  isOfChain,
  packStateOf,
} from '@symbolon/protocol/medicines'
import type { RaisedAlert } from './alert-store.ts'
import type { PackPlace } from './pack-index.ts'

/** A read of a pack by a party. */
export interface AskedPack {
  readonly place: PackPlace
  readonly party: Id<'party'>
  /** Its asker is the party's account. */
  readonly read: AskedRead
}

/** True where the read is looked at: of a pack that has not ended, by a party that handles packs. A patient may take a pack anywhere. */
export function isWatched({ place: { batch, index }, read }: AskedPack): boolean {
  const state = packStateOf(batch.stateOf(index))
  return isOfChain(read) && state !== undefined && !isEnded(state)
}

/** True where only the pack's path can explain the read. */
export function isStray({ place: { batch, index }, read }: AskedPack): boolean {
  return read.asker !== batch.facts.maker_address && read.asker !== batch.holdingOf(index).holder
}

/** True where the packs are not made for the country of whoever read one. */
export function isOutsideMarket(asked: AskedPack): boolean {
  return outsideMarket(asked) !== undefined
}

function outsideMarket({ place, read }: AskedPack): CloneFinding | undefined {
  const { markets, maker_address } = place.batch.facts
  return findOutsideMarket(read, { markets: markets ?? undefined, maker: maker_address })
}

interface Raising {
  readonly now: Milliseconds
  idOf(place: PackPlace): Hex
}

/** Alerts of reads in countries that the packs are not made for. */
export function marketAlerts(asked: readonly AskedPack[], raising: Raising): RaisedAlert[] {
  return asked.flatMap((one) => {
    const finding = outsideMarket(one)
    return finding ? [alertOf(one, finding, raising)] : []
  })
}

/** Alerts of reads that the paths of their packs do not explain. @param links of each pack, in their order */
export function pathAlerts(
  strays: readonly AskedPack[],
  { links, ...raising }: Raising & { readonly links: readonly (readonly string[])[] },
): RaisedAlert[] {
  return strays.flatMap((one, at) => {
    const finding = findOutsidePath(one.read, links[at] ?? [])
    return finding ? [alertOf(one, finding, raising)] : []
  })
}

function alertOf({ place, party }: AskedPack, finding: CloneFinding, { now, idOf }: Raising): RaisedAlert {
  const { gtin, lot, batch, maker } = place.batch.facts
  return {
    alert: alertOfFinding(finding, { subject: idOf(place), raised_at: now }),
    gtin,
    lot,
    batch,
    index: place.index,
    parties: [party, maker],
    accounts: [place.batch.holdingOf(place.index).holder],
  }
}
