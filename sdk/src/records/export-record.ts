import { fromUtf8, utf8 } from '@symbolon/protocol/kernel'
import {
  exportAge,
  exportAgeArchive,
  type ManifestEntry,
  openEntry,
  parseRecipient,
  passphraseRecipient,
  type Recipient,
} from '@symbolon/protocol/vault'
import { ownIdentity } from '../identity/index.ts'
import type { Client } from '../kernel/index.ts'
import { type OpenedEntry, readSealedEntries, type SealedBytes } from './open-record.ts'
import { getRecord, type OpenedRecord } from './records.ts'
/** A file that leaves. */
export interface ExportedFile {
  readonly name: string
  readonly media_type: string
  readonly bytes: Uint8Array
}

/** What leaves of a record, and in which form. */
export interface RecordExport {
  readonly record: string
  readonly entries?: readonly string[]
  /**
   * `bundle`: the FHIR entries as one collection, and beside it every entry that is another file; `original`: every entry
   * as a file; `age`: every entry still sealed, as a standard age file.
   */
  readonly form: 'bundle' | 'original' | 'age'
  /** Who opens the age files: `age1…` texts; the owner's own keyring when absent. */
  readonly recipients?: readonly string[]
  /**
   * Opens what leaves as `age`, instead of recipients. Several entries are then one zip in one age file, since every age
   * file under a passphrase costs a second to make and one more typing to open.
   */
  readonly passphrase?: string
}

/**
 * A record of one's own as files that other programs read: at least one, each under a name of its own.
 * @throws RECORDS_RECORD_UNKNOWN, SDK_ENTRY_MISSING, VAULT_RECIPIENT_INVALID, VAULT_RECIPIENTS_MIXED for a
 * passphrase beside recipients
 */
export async function exportRecord(client: Client, exporting: RecordExport): Promise<ExportedFile[]> {
  const opened = await getRecord(client, exporting)
  const sealed = await readSealedEntries(client, { opened, ids: exporting.entries })
  if (exporting.form === 'age' && (exporting.passphrase === undefined || sealed.length === 1))
    return sealedFiles(client, { sealed, opened, recipients: recipientsOf(client, exporting) })
  const files = sealed.map(({ entry, payload }) => ({ entry, bytes: openEntry({ entry, payload }) }))
  if (exporting.form === 'bundle') return bundleAndFiles(client, { files, opened })
  const originals = namedFiles({ files, opened })
  if (exporting.form === 'original') return originals
  return [archiveOf(client, { originals, opened, recipients: recipientsOf(client, exporting) })]
}

interface OpenFiles {
  readonly files: readonly OpenedEntry[]
  readonly opened: OpenedRecord
}

function bundleAndFiles(client: Client, { files, opened }: OpenFiles): ExportedFile[] {
  const resources = files.filter(({ entry }) => entry.kind !== 'file')
  const others = files.filter(({ entry }) => entry.kind === 'file')
  const bundle = resources.length > 0 ? [bundleOf(client, { files: resources, opened })] : []
  return [...bundle, ...namedFiles({ files: others, opened }, bundle)]
}

function sealedFiles(
  client: Client,
  of: { sealed: readonly SealedBytes[]; opened: OpenedRecord; recipients: readonly Recipient[] },
): ExportedFile[] {
  const { sealed, opened, recipients } = of
  const names = fileNames(sealed, opened)
  return sealed.map(({ entry, payload }, at) => ({
    name: `${names[at]}.age`,
    media_type: 'application/age',
    bytes: exportAge({ fileKey: entry.key, payload, recipients, random: client.random }),
  }))
}

function archiveOf(
  client: Client,
  of: { originals: readonly ExportedFile[]; opened: OpenedRecord; recipients: readonly Recipient[] },
): ExportedFile {
  const { originals: files, opened, recipients } = of
  const bytes = exportAgeArchive({ files, at: client.clock.now(), recipients, random: client.random })
  return { name: `${opened.summary.record}.zip.age`, media_type: 'application/age', bytes }
}

function namedFiles({ files, opened }: OpenFiles, beside: readonly ExportedFile[] = []): ExportedFile[] {
  const names = fileNames(files, opened, beside)
  return files.map(({ entry, bytes }, at) => ({ name: names[at] ?? entry.id, media_type: entry.media_type, bytes }))
}

// The resources are joined as text: their decimals stay as they were written.
function bundleOf(client: Client, of: OpenFiles): ExportedFile {
  const entries = of.files.map(({ entry, bytes }) => {
    // An address under which the references between the resources resolve (FHIR R4 2.36.4.1).
    const fullUrl = `${client.url}/fhir/${entry.kind}/${entry.id.replace('_', '-')}`
    return `{"fullUrl":${JSON.stringify(fullUrl)},"resource":${fromUtf8(bytes)}}`
  })
  const text = `{"resourceType":"Bundle","type":"collection","entry":[${entries.join(',\n')}]}\n`
  return { name: `${of.opened.summary.record}.json`, media_type: 'application/fhir+json', bytes: utf8(text) }
}

/** A name for each entry; where two would be one on a disk that ignores case, the later one starts with its entry's id. */
function fileNames(
  files: readonly { readonly entry: ManifestEntry }[],
  opened: OpenedRecord,
  beside: readonly ExportedFile[] = [],
): string[] {
  const folded = (name: string) => name.normalize('NFC').toLowerCase()
  const taken = new Set(beside.map(({ name }) => folded(name)))
  return files.map(({ entry }) => {
    const usual = fileName(entry, opened)
    const name = taken.has(folded(usual)) ? `${entry.id}-${usual}` : usual
    taken.add(folded(name))
    return name
  })
}

function fileName(entry: ManifestEntry, opened: OpenedRecord): string {
  if (entry.kind !== 'file') return `${entry.kind}-${entry.id}.json`
  const base = opened.manifest.source.name.split(/[/\\]/).at(-1) ?? ''
  return base.replace(/[^\p{L}\p{N}._ -]/gu, '_').replace(/^\.+/, '') || entry.id
}

function recipientsOf(client: Client, { recipients, passphrase }: RecordExport): Recipient[] {
  const named = (recipients ?? []).map(parseRecipient)
  if (passphrase !== undefined) return [passphraseRecipient(passphrase), ...named]
  return named.length > 0 ? named : [ownIdentity(client).recipient]
}
