import {
  canonicalJson,
  fromBase64Url,
  type Hex,
  type JsonObject,
  readJsonBytes,
  SymbolonError,
  toBase64Url,
  type Words,
} from '@symbolon/protocol/kernel'
import { type NoteVerifier, parseVerifierKey, verifierKeyText } from '@symbolon/protocol/log'
import { medicinesErrors, openStatusFile, type StatusFile } from '@symbolon/protocol/medicines'
import { askSigned, sendSigned } from '../identity/index.ts'
import { type Client, sdkErrors } from '../kernel/index.ts'
import { getLogKey } from '../log/index.ts'
import { getBatch } from './batches.ts'
import { placeOf } from './intent-place.ts'
import { getStatusKey, vouchedStatusKey } from './status-key.ts'

/** What a device takes along to check packs of some batches, and to sign what it does with them, without a network. */
export interface OfflineStatus {
  /** The status file as the node signed it. */
  readonly status: Uint8Array
  /** The note by which the log vouches for the key that signed it, and the key of that log. */
  readonly note: string
  readonly log: NoteVerifier
  readonly chain_id: number
  /** Address of `Packs`. */
  readonly contract: Hex
  readonly batches: readonly OfflineBatch[]
}

/** A batch of a status file by its identifier, and how often packs of it became active again: acts are signed with that. */
export interface OfflineBatch {
  readonly batch: string
  readonly root: Hex
  /** Of packs that ever did, neighbours together, ascending. */
  readonly rounds: readonly RoundRun[]
}

/** Neighbouring packs that became active again as often. */
export interface RoundRun {
  readonly first: number
  readonly count: number
  readonly round: number
}

/** The same with its status file taken apart, whose signature was verified. */
export interface OpenedStatus extends OfflineStatus {
  readonly file: StatusFile
}

const form: Words = { en: 'it is not what a device takes along', el: 'δεν είναι ό,τι παίρνει μαζί της μια συσκευή' }
const format = 'symbolon.offline-status.v1'

/**
 * The status of the packs of some batches, signed by the node; it holds for a day.
 * @param asking.batches `bat_…`, 1 to 1,000, that the caller made, holds packs of, or may see as a regulator
 * @param asking.pinned keys of logs that were met before: a node whose log has another one is not believed
 * @throws MEDICINES_BATCH_UNKNOWN, MEDICINES_STATUS_STALE, MEDICINES_ROLE_MISSING, MEDICINES_STATUS_SIGNATURE_INVALID,
 * LOG_SIGNATURE_MISSING, SDK_NODE_UNTRUE
 */
export async function getOfflineStatus(
  client: Client,
  { batches: ids, pinned = [] }: { readonly batches: readonly string[]; readonly pinned?: readonly NoteVerifier[] },
): Promise<OpenedStatus> {
  const told = await getLogKey(client)
  const log = pinned.find(({ key_name }) => key_name === told.key_name) ?? told
  const { note } = await getStatusKey(client, log)
  const query = new URLSearchParams(ids.map((batch): [string, string] => ['batch', batch]))
  const response = await sendSigned(client, { method: 'GET', path: `/v1/packs/status-file?${query}` })
  const status = new Uint8Array(await response.arrayBuffer())
  const { chainId: chain_id, verifyingContract: contract } = await placeOf(client, 'packs')
  const { items } = await askSigned<{ items: readonly Omit<OfflineBatch, 'root'>[] }>(client, {
    method: 'GET',
    path: `/v1/packs/rounds?${query}`,
  })
  const batches = await Promise.all(
    ids.map(async (id) => {
      const { batch, root } = await getBatch(client, { batch: id })
      if (root === null) throw sdkErrors.SDK_NODE_UNTRUE({ what: batch })
      return { batch, root, rounds: items.find((of) => of.batch === batch)?.rounds ?? [] }
    }),
  )
  return openOfflineStatus({ status, note, log, chain_id, contract, batches })
}

/** How often a pack had become active again when the status was told. */
export function roundIn({ batches }: OfflineStatus, pack: { readonly batch: string; readonly index: number }): number {
  const rounds = batches.find(({ batch }) => batch === pack.batch)?.rounds ?? []
  return rounds.find(({ first, count }) => pack.index >= first && pack.index < first + count)?.round ?? 0
}

/** The status, once its signature was verified. @throws MEDICINES_STATUS_SIGNATURE_INVALID, MEDICINES_STATUS_INVALID, LOG_SIGNATURE_MISSING */
export function openOfflineStatus(status: OfflineStatus, pinned: readonly NoteVerifier[] = []): OpenedStatus {
  const log = pinned.find(({ key_name }) => key_name === status.log.key_name) ?? status.log
  return { ...status, log, file: openStatusFile(status.status, [vouchedStatusKey(status.note, log)]) }
}

/** What a device keeps it as, one spelling. */
export function offlineStatusText({ status, note, log, chain_id, contract, batches }: OfflineStatus): string {
  const told = { chain_id, contract, note, format, log: verifierKeyText(log), status: toBase64Url(status) }
  const told_batches = batches.map(({ batch, root, rounds }) => ({
    batch,
    root,
    rounds: rounds.map(({ first, count, round }) => ({ first, count, round })),
  }))
  return `${canonicalJson({ ...told, batches: told_batches })}\n`
}

/** The door from what a device has kept. @throws MEDICINES_STATUS_INVALID */
export function parseOfflineStatus(file: Uint8Array): OfflineStatus {
  try {
    const value = readJsonBytes(file) as JsonObject
    if (value.format !== format) throw medicinesErrors.MEDICINES_STATUS_INVALID({ position: 0, reason: form })
    const { note, log, status, chain_id, contract, batches } = value
    const read = {
      status: fromBase64Url(String(status)),
      note: String(note),
      log: parseVerifierKey(String(log)),
      chain_id: Number(chain_id),
      contract: String(contract) as Hex,
      batches: listIn(batches).map(({ batch, root, rounds }) => ({
        batch: String(batch),
        root: String(root) as Hex,
        rounds: listIn(rounds).map(runOf),
      })),
    }
    if (offlineStatusText(read) === new TextDecoder().decode(file)) return read
  } catch (cause) {
    if (!(cause instanceof SymbolonError || cause instanceof TypeError)) throw cause
    throw medicinesErrors.MEDICINES_STATUS_INVALID({ position: 0, reason: form }, { cause })
  }
  throw medicinesErrors.MEDICINES_STATUS_INVALID({ position: 0, reason: form })
}

function listIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value : []
}

function runOf({ first, count, round }: JsonObject): RoundRun {
  const run = { first: Number(first), count: Number(count), round: Number(round) }
  if (!Object.values(run).every((number) => Number.isSafeInteger(number) && number >= 0)) throw new TypeError('a run')
  return run
}
