import type { Address } from 'viem'
import { type Client, remember } from './client.ts'
import { sendForJson } from './request.ts'
/** The ledger that a node keeps: signatures are made for it and are worth nothing on another. */
export interface Network {
  readonly chain_id: number
  readonly contracts: {
    readonly parties: Address
    readonly records: Address
    readonly consents: Address
    readonly checkpoints: Address
    readonly prefixes: Address
    readonly packs: Address
  }
}

/** Chain id and contract addresses of the node's ledger; asked once while a client lives. */
export async function getNetwork(client: Client): Promise<Network> {
  return await remember(client, 'network', () => sendForJson<Network>(client, { method: 'GET', path: '/v1/network' }))
}

/**
 * Seconds since 1970 at which an intent to erase is void: 2100-01-01, the same for everybody. Burning a token is final and
 * safe to repeat, so the ledger may be away for as long as it takes.
 */
export const ERASE_DEADLINE = 4_102_444_800n

/** Any number that the signer has not used: nonces are unordered. */
export function randomNonce(client: Client): bigint {
  return new DataView(client.random(8).buffer).getBigUint64(0)
}

/** Seconds since 1970 at which an intent signed now is void, rounded up to a whole hour: it stands in public calldata. */
export function deadlineOf(client: Client): bigint {
  const hour_s = 3600
  return BigInt((Math.floor(client.clock.now() / 1000 / hour_s) + 2) * hour_s)
}
