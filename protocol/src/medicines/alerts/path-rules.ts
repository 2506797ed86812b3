import type { CloneFinding } from './clone-finding.ts'
import { assumedHonestShares } from './finding-score.ts'
import type { PackRead, ReaderClass } from './pack-read.ts'

/** A read by a party, which is known while it is judged and not kept. */
export interface AskedRead extends Pick<PackRead, 'hour' | 'reader'> {
  /** Identifier of the party. */
  readonly asker: string
  /** H3 cell of resolution 5, where it told one. */
  readonly cell?: string | undefined
  /** Where the party says that it works, ISO 3166-1 alpha-2. */
  readonly country?: string | undefined
}

const supplying: readonly ReaderClass[] = ['pharmacy', 'care-provider']
const trading: readonly ReaderClass[] = ['wholesaler', 'manufacturer']

/** True where the read says something about the pack's way: patients and authorities read what they like. */
export function isOfChain({ reader }: Pick<PackRead, 'reader'>): boolean {
  return supplying.includes(reader) || trading.includes(reader)
}

/**
 * A read by a party that handles packs and is no link of the pack's path: it neither made, held nor was ever sent it.
 * @param links identifiers of all parties that the path names, earlier and later
 */
export function findOutsidePath(read: AskedRead, links: readonly string[]): CloneFinding | undefined {
  if (!isOfChain(read) || links.includes(read.asker)) return undefined
  return {
    rule: 'outside_path',
    kind: 'suspect',
    honest_share: assumedHonestShares.outside_path,
    evidence: { reads: [], asked: askedOf(read), links: new Set(links).size },
  }
}

/**
 * A read in a country that the pack's batch is not made for. Who supplies patients there should not have it; trade abroad
 * may be passing it on. Its maker may be anywhere, and where nothing is said nothing is found.
 * @param of.markets ISO 3166-1 alpha-2; absent when any country is one
 * @param of.maker identifier of the party that made it
 */
export function findOutsideMarket(
  read: AskedRead,
  { markets, maker }: { readonly markets?: readonly string[] | undefined; readonly maker: string },
): CloneFinding | undefined {
  const { country, asker } = read
  if (!isOfChain(read) || asker === maker || markets === undefined || country === undefined) return undefined
  if (markets.includes(country)) return undefined
  const isTrade = trading.includes(read.reader)
  return {
    rule: 'outside_market',
    kind: isTrade ? 'process' : 'suspect',
    honest_share: assumedHonestShares[isTrade ? 'trade_abroad' : 'outside_market'],
    evidence: { reads: [], asked: askedOf(read), markets },
  }
}

/** What is told of the read: what kind of party, when and about where, not who. */
function askedOf({ reader, hour, cell, country }: AskedRead) {
  return { reader, hour, ...(cell !== undefined && { cell }), ...(country !== undefined && { country }) }
}
