import type { IntentPlace } from '@symbolon/protocol/kernel'
import { type Client, getNetwork } from '../kernel/index.ts'

const day_s = 86_400
/** Days that an intent which waits for a second signature stands, unless told otherwise. */
const WAITING_DAYS = 7

/** Chain and contract that intents about packs, or about licences, are signed for. */
export async function placeOf(client: Client, contract: 'packs' | 'prefixes'): Promise<IntentPlace> {
  const { chain_id, contracts } = await getNetwork(client)
  return { chainId: chain_id, verifyingContract: contracts[contract] }
}

/** Seconds since 1970 at which what waits for somebody else is void, rounded up to a whole day. */
export function waitingDeadline(client: Client, days = WAITING_DAYS): bigint {
  return BigInt((Math.floor(client.clock.now() / 1000 / day_s) + days) * day_s)
}
