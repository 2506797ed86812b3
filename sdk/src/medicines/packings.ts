import { askSigned } from '../identity/index.ts'
import { type Client, newKey } from '../kernel/index.ts'
import { type HandoverRange, heldRanges, type PacksAsked } from './handovers.ts'

/** Packs and what they are in. */
export interface Packing {
  /** SSCC, 18 digits. */
  readonly container: string
  readonly packs: readonly PacksAsked[]
}

/** Packs that went into a container or out of it. */
export interface Packed {
  readonly container: string
  readonly packs: number
  /** ISO instant. */
  readonly at: string
}

/**
 * The packs are in the container; an aggregation event says so to whom it concerns.
 * @throws MEDICINES_CONTAINER_INVALID, MEDICINES_CONTAINER_HOLDS, MEDICINES_RANGE_NOT_HELD
 */
export async function packPacks(client: Client, packing: Packing): Promise<Packed> {
  return await send(client, { packing, path: '/v1/packings' })
}

/** The packs are out of the container, as they were packed. @throws as `packPacks` */
export async function unpackPacks(client: Client, packing: Packing): Promise<Packed> {
  return await send(client, { packing, path: '/v1/packings/unpackings' })
}

/** The ranges that `packPacks` and `unpackPacks` would name; nothing is sent. @throws MEDICINES_RANGE_NOT_HELD */
export async function simulatePackPacks(
  client: Client,
  packing: Packing,
): Promise<{ readonly container: string; readonly ranges: readonly HandoverRange[] }> {
  const held = await heldRanges(client, packing.packs)
  return {
    container: packing.container,
    ranges: held.map(({ batch, first, count, moves }) => ({ batch, first, count, moves })),
  }
}

async function send(client: Client, { packing, path }: { packing: Packing; path: string }): Promise<Packed> {
  const body = await simulatePackPacks(client, packing)
  return await askSigned(client, { method: 'POST', path, body, idempotencyKey: newKey(client, 'packing') })
}
