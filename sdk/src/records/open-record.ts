import { type Id, isId } from '@symbolon/protocol/kernel'
import { entryPayload, type ManifestEntry, openEntry } from '@symbolon/protocol/vault'
import { sendSigned } from '../identity/index.ts'
import { type Client, sdkErrors } from '../kernel/index.ts'
import { getRecord, type OpenedRecord } from './records.ts'
/** One entry with its bytes. */
export interface OpenedEntry {
  readonly entry: ManifestEntry
  readonly bytes: Uint8Array
}

/** One entry with its ciphertext. */
export interface SealedBytes {
  readonly entry: ManifestEntry
  readonly payload: Uint8Array
}

/** Which record to open, or which entries of it. */
export interface RecordOpening {
  readonly record: string
  /** Only these entries; all of them when absent. */
  readonly entries?: readonly string[]
}

/**
 * Entries of one's own record, decrypted here and proved against the token; the node sees neither keys nor content.
 * @throws RECORDS_RECORD_UNKNOWN, SDK_ENTRY_MISSING, VAULT_ENTRY_MISMATCH
 */
export async function openRecord(
  client: Client,
  opening: RecordOpening,
): Promise<OpenedRecord & { readonly entries: readonly OpenedEntry[] }> {
  const opened = await getRecord(client, opening)
  const sealed = await readSealedEntries(client, { opened, ids: opening.entries })
  const entries = sealed.map(({ entry, payload }) => ({ entry, bytes: openEntry({ entry, payload }) }))
  return { ...opened, entries }
}

/** The ciphertext of chosen entries. One entry is fetched by its range, more come with the whole. */
export async function readSealedEntries(
  client: Client,
  of: { opened: OpenedRecord; ids: readonly string[] | undefined },
): Promise<SealedBytes[]> {
  const { summary, manifest } = of.opened
  const chosen = of.ids === undefined ? manifest.entries : chosenEntries(manifest.entries, of.ids)
  const path = `/v1/records/${summary.record}/blob`
  const [only] = chosen
  if (chosen.length === 1 && only !== undefined) {
    const range = `bytes=${only.offset}-${only.offset + only.length - 1}`
    const response = await sendSigned(client, { method: 'GET', path, headers: { range } })
    const bytes = new Uint8Array(await response.arrayBuffer())
    return [{ entry: only, payload: response.status === 206 ? bytes : entryPayload(only, bytes) }]
  }
  const response = await sendSigned(client, { method: 'GET', path })
  const blob = new Uint8Array(await response.arrayBuffer())
  return chosen.map((entry) => ({ entry, payload: entryPayload(entry, blob) }))
}

/** The entries of these identifiers, in their order. @throws SDK_ENTRY_MISSING */
export function chosenEntries(entries: readonly ManifestEntry[], ids: readonly string[]): ManifestEntry[] {
  return ids.map((id) => entryOf(entries, id))
}

function entryOf(entries: readonly ManifestEntry[], id: string): ManifestEntry {
  const wanted = id.replace(/^ent-/, 'ent_')
  const entry = isId('entry', wanted) ? entries.find((one) => one.id === (wanted as Id<'entry'>)) : undefined
  if (entry === undefined) throw sdkErrors.SDK_ENTRY_MISSING({ entry: id })
  return entry
}
