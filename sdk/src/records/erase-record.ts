import { recordAccount } from '@symbolon/protocol/identity'
import type { Hex, Id } from '@symbolon/protocol/kernel'
import { eraseIntent } from '@symbolon/protocol/records'
import { askSigned } from '../identity/index.ts'
import { type Client, ERASE_DEADLINE, getNetwork, newKey, rootOf } from '../kernel/index.ts'
import { getRecord } from './records.ts'
import { remakeCapsules } from './remake-capsules.ts'

/** What is left of an erased record. */
export interface ErasedRecord {
  readonly record: Id<'record'>
  readonly state: 'erased'
  readonly erased_at: string
  /** `saved`: everything is destroyed here and the token is burned as soon as the ledger can. */
  readonly burn: 'saved' | 'recorded'
  readonly receipt: Id<'receipt'>
  readonly block: number | null
  readonly transaction: Hex | null
}

/**
 * Keys, salts, openings and ciphertext of the record are destroyed and its token is burned, for ever. Grants that cover
 * other records too keep opening those.
 * @throws RECORDS_RECORD_UNKNOWN, RECORDS_RECORD_ERASED
 */
export async function eraseRecord(client: Client, erasing: { readonly record: string }): Promise<ErasedRecord> {
  const { summary, manifest } = await getRecord(client, erasing)
  const remade = await remakeCapsules(client, { record: summary.record, next: undefined })
  const { chain_id, contracts } = await getNetwork(client)
  const deadline = ERASE_DEADLINE
  const signature = await recordAccount(await rootOf(client), summary.record).signTypedData(
    eraseIntent({ chainId: chain_id, verifyingContract: contracts.records, id: BigInt(manifest.token_id), deadline }),
  )
  return await askSigned<ErasedRecord>(client, {
    method: 'POST',
    path: `/v1/records/${summary.record}/erasure`,
    body: { erase: { deadline: Number(deadline), signature }, ...remade.stored },
    idempotencyKey: newKey(client, 'erase'),
  })
}

/** What `eraseRecord` would destroy; nothing is sent. */
export async function simulateEraseRecord(
  client: Client,
  erasing: { readonly record: string },
): Promise<{ readonly record: Id<'record'>; readonly entries: number; readonly grants_kept: number }> {
  const { summary, manifest } = await getRecord(client, erasing)
  const remade = await remakeCapsules(client, { record: summary.record, next: undefined })
  return { record: summary.record, entries: manifest.entries.length, grants_kept: remade.stored.capsules.length }
}
