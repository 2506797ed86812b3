import { setTimeout as wait } from 'node:timers/promises'
import { type Hex, hasCode, utf8 } from '@symbolon/protocol/kernel'
import {
  type BatchOrder,
  type BatchOrderText,
  commissionIntent,
  lotHash,
  marketsStatement,
  medicinesErrors,
  parseBatchOrder,
} from '@symbolon/protocol/medicines'
import { accountOf, askSigned, getOwnParty } from '../identity/index.ts'
import { type Client, newKey, sdkErrors, walkPages } from '../kernel/index.ts'
import { type Batch, getBatch, listBatches } from './batches.ts'
import { coveringLicence } from './covering-licence.ts'
import { placeOf, waitingDeadline } from './intent-place.ts'

/** A batch to be commissioned. */
export interface BatchCommissioning extends BatchOrderText {
  /** Serial numbers in packing order, as many as packs; made at random unless given, each guessed with a chance under 1 in 10,000. */
  readonly serials?: readonly string[]
  /** True for a further batch of a lot that has one of as many packs already. */
  readonly another?: boolean
  /** Told while the batch is being made. */
  readonly onProgress?: (batch: Batch) => void
}

/** What `commissionBatch` would bring about. */
export interface SimulatedCommissioning extends BatchOrder {
  /** The GS1 number under which it would be made. */
  readonly licence: string
}

/** Serial numbers of one call; a whole number of the node’s pieces. */
const SERIALS_AT_ONCE = 65_536
const look_ms = 250

/**
 * The packs exist: each has its serial number, its token on the ledger and its place in the tree whose root the ledger
 * has. Begun again after anything went wrong, it goes on where it was and makes no second batch: a further one of the
 * same lot and size has to be asked for.
 * @throws MEDICINES_ORDER_INVALID, MEDICINES_BATCH_SIZE, MEDICINES_LICENCE_MISSING, MEDICINES_ROLE_MISSING,
 * MEDICINES_LOT_TAKEN by another batch, MEDICINES_SERIALS_TAKEN, MEDICINES_SERIALS_MALFORMED
 * @example await commissionBatch(maker, { gtin: '09521000000018', lot: 'L7', expiry: '2027-03-31', count: 1_000_000 })
 */
export async function commissionBatch(client: Client, wish: BatchCommissioning): Promise<Batch> {
  const { licence, ...order } = await simulateCommissionBatch(client, wish)
  let batch = await orderBatch(client, { wish, order })
  if (batch.state === 'open' && wish.serials !== undefined) await putSerials(client, { batch, serials: wish.serials })
  if (batch.state === 'open') batch = await postTo(client, { batch, what: 'sealing', body: {} })
  batch = await untilSealed(client, { batch, onProgress: wish.onProgress })
  if (batch.state === 'recorded') return batch
  return await postTo(client, { batch, what: 'commissioning', body: await signed(client, { batch, order, licence }) })
}

/** What `commissionBatch` would bring about; nothing is sent. @throws as `commissionBatch` */
export async function simulateCommissionBatch(
  client: Client,
  wish: BatchCommissioning,
): Promise<SimulatedCommissioning> {
  const order = parseBatchOrder(wish, client.clock.now())
  if (wish.serials !== undefined && wish.serials.length !== order.count)
    throw medicinesErrors.MEDICINES_BATCH_SIZE({ max: order.count })
  const licence = await coveringLicence(client, order.gtin)
  if (licence === undefined) throw medicinesErrors.MEDICINES_LICENCE_MISSING({ gtin: order.gtin })
  return { ...order, licence: licence.number }
}

/** A new batch, or the one that an earlier try has left. */
async function orderBatch(
  client: Client,
  { wish, order }: { readonly wish: BatchCommissioning; readonly order: BatchOrder },
): Promise<Batch> {
  const { gtin, lot, expiry, count, markets } = order
  const serials: Batch['serials'] = wish.serials === undefined ? 'generated' : 'given'
  const day = new Date(expiry * 86_400_000).toISOString().slice(0, 10)
  const body = { gtin, lot, expiry: day, count, serials, ...(markets && { markets }) }
  const before = wish.another === true ? undefined : await findBefore(client, body)
  if (before !== undefined) return before
  try {
    return await askSigned<Batch>(client, {
      method: 'POST',
      path: '/v1/batches',
      body,
      idempotencyKey: newKey(client, 'batch'),
    })
  } catch (error) {
    if (!hasCode(error, 'MEDICINES_LOT_TAKEN')) throw error
    const open = await findBefore(client, body)
    if (open === undefined || open.state === 'recorded') throw error
    return open
  }
}

/** The newest batch of one’s own that was ordered in the same words. */
async function findBefore(
  client: Client,
  wish: Pick<Batch, 'gtin' | 'lot' | 'expiry' | 'count' | 'serials'> & Pick<BatchOrder, 'markets'>,
): Promise<Batch | undefined> {
  const { party } = await getOwnParty(client)
  let found: Batch | undefined
  for await (const batch of walkPages((page) => listBatches(client, { ...page, gtin: wish.gtin }))) {
    const isSame = batch.lot === wish.lot && batch.expiry === wish.expiry && batch.count === wish.count
    const isForSame = batch.markets?.join() === wish.markets?.join()
    if (isSame && isForSame && batch.serials === wish.serials && batch.maker === party) found = batch
  }
  return found
}

async function putSerials(
  client: Client,
  { batch, serials }: { readonly batch: Batch; readonly serials: readonly string[] },
): Promise<void> {
  for (let first = 0; first < serials.length; first += SERIALS_AT_ONCE) {
    const text = serials.slice(first, first + SERIALS_AT_ONCE).join('\n')
    await askSigned(client, {
      method: 'PUT',
      path: `/v1/batches/${batch.batch}/serials?first=${first}`,
      bytes: utf8(text),
      headers: { 'content-type': 'text/plain' },
    })
  }
}

/** @throws MEDICINES_SERIALS_TAKEN and what else kept it from being sealed */
async function untilSealed(
  client: Client,
  of: { readonly batch: Batch; readonly onProgress: BatchCommissioning['onProgress'] },
): Promise<Batch> {
  for (let batch = of.batch; ; batch = await getBatch(client, batch)) {
    of.onProgress?.(batch)
    if (batch.state !== 'open' && batch.state !== 'sealing') return batch
    if (batch.state === 'open' && batch.fault !== null) throw faultOf(batch.fault)
    await wait(look_ms)
  }
}

function faultOf({ code, ...facts }: { readonly code: string }): Error {
  const make = Object.hasOwn(medicinesErrors.rows, code) ? code : 'MEDICINES_BATCH_STATE'
  return medicinesErrors[make as keyof typeof medicinesErrors.rows](facts)
}

interface Signing {
  readonly batch: Batch
  readonly order: BatchOrder
  readonly licence: string
}

/** Signs what the maker ordered; of what the node says only the root is taken, which is its to compute. */
async function signed(client: Client, { batch, order, licence }: Signing) {
  const { root } = batch
  if (root === null) throw sdkErrors.SDK_NODE_UNTRUE({ what: batch.batch })
  const account = await accountOf(client)
  const deadline = waitingDeadline(client)
  const place = await placeOf(client, 'packs')
  const intent = {
    ...place,
    root,
    count: order.count,
    gtin: BigInt(order.gtin),
    lot: lotHash(order.lot),
    expiry: order.expiry,
    maker: account.address,
    prefixLength: licence.length,
    deadline,
  }
  const signature: Hex = await account.signTypedData(commissionIntent(intent))
  const body = { prefix_length: licence.length, deadline: Number(deadline), signature }
  if (order.markets === undefined) return body
  const said = marketsStatement({ ...place, root, countries: order.markets })
  return { ...body, markets_signature: await account.signTypedData(said) }
}

async function postTo(
  client: Client,
  { batch, what, body }: { readonly batch: Batch; readonly what: string; readonly body: unknown },
): Promise<Batch> {
  const path = `/v1/batches/${batch.batch}/${what}`
  return await askSigned(client, { method: 'POST', path, body, idempotencyKey: newKey(client, what) })
}
