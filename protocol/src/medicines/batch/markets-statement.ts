import type { Hex, TypedDataDefinition } from 'viem'
import type { IntentPlace } from '../../kernel/index.ts'
import { packsDomain } from '../intents.ts'

const types = {
  Markets: [
    { name: 'root', type: 'bytes32' },
    { name: 'countries', type: 'string[]' },
  ],
} as const

/** For which countries a sealed batch is made: ISO 3166-1 alpha-2, in their order. */
export interface MarketsStatement {
  /** Root over the leaves of the batch. */
  readonly root: Hex
  readonly countries: readonly string[]
}

/**
 * Typed data by which a maker says for which countries a batch is made. No contract reads it: it is evidence, beside the
 * batch that the same account signs.
 * @source EIP-712
 */
export function marketsStatement({
  root,
  countries,
  ...place
}: IntentPlace & MarketsStatement): TypedDataDefinition<typeof types, 'Markets'> {
  return { domain: packsDomain(place), types, primaryType: 'Markets', message: { root, countries } }
}
