import { fromUtf8, utf8 } from '@symbolon/protocol/kernel'
import {
  exportAge,
  type ManifestEntry,
  openEntry,
  parseRecipient,
  passphraseRecipient,
  type Recipient,
} from '@symbolon/protocol/vault'
import { ownIdentity } from '../identity/index.ts'
import type { Client } from '../kernel/index.ts'
import { readSealedEntries } from './open-record.ts'
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
   * `bundle`: the FHIR entries as one collection; `original`: every entry as a file; `age`: every entry still sealed, as
   * a standard age file.
   */
  readonly form: 'bundle' | 'original' | 'age'
  /** Who opens the age files: `age1…` texts, or one passphrase; the owner's own keyring when absent. */
  readonly recipients?: readonly string[]
  readonly passphrase?: string
}

/** A record of one's own as files that other programs read. @throws RECORDS_RECORD_UNKNOWN, SDK_ENTRY_MISSING, VAULT_RECIPIENT_INVALID */
export async function exportRecord(client: Client, exporting: RecordExport): Promise<ExportedFile[]> {
  const opened = await getRecord(client, exporting)
  const sealed = await readSealedEntries(client, { opened, ids: exporting.entries })
  if (exporting.form === 'age') {
    const recipients = recipientsOf(client, exporting)
    return sealed.map(({ entry, payload }) => ({
      name: `${fileName(entry, opened)}.age`,
      media_type: 'application/age',
      bytes: exportAge({ fileKey: entry.key, payload, recipients, random: client.random }),
    }))
  }
  const files = sealed.map(({ entry, payload }) => ({ entry, bytes: openEntry({ entry, payload }) }))
  if (exporting.form === 'original') return files.map(({ entry, bytes }) => originalFile({ entry, bytes }, opened))
  return [bundleOf(client, { files, opened })]
}

function originalFile(
  { entry, bytes }: { entry: ManifestEntry; bytes: Uint8Array },
  opened: OpenedRecord,
): ExportedFile {
  return { name: fileName(entry, opened), media_type: entry.media_type, bytes }
}

// The resources are joined as text: their decimals stay as they were written.
function bundleOf(
  client: Client,
  of: { files: readonly { entry: ManifestEntry; bytes: Uint8Array }[]; opened: OpenedRecord },
): ExportedFile {
  const entries = of.files
    .filter(({ entry }) => entry.kind !== 'file')
    .map(({ entry, bytes }) => {
      // An address under which the references between the resources resolve (FHIR R4 2.36.4.1).
      const fullUrl = `${client.url}/fhir/${entry.kind}/${entry.id.replace('_', '-')}`
      return `{"fullUrl":${JSON.stringify(fullUrl)},"resource":${fromUtf8(bytes)}}`
    })
  const text = `{"resourceType":"Bundle","type":"collection","entry":[${entries.join(',\n')}]}\n`
  return { name: `${of.opened.summary.record}.json`, media_type: 'application/fhir+json', bytes: utf8(text) }
}

function fileName(entry: ManifestEntry, opened: OpenedRecord): string {
  if (entry.kind !== 'file') return `${entry.kind}-${entry.id}.json`
  const base = opened.manifest.source.name.split(/[/\\]/).at(-1) ?? ''
  return base.replace(/[^\p{L}\p{N}._ -]/gu, '_').replace(/^\.+/, '') || entry.id
}

function recipientsOf(client: Client, { recipients, passphrase }: RecordExport): Recipient[] {
  if (passphrase !== undefined) return [passphraseRecipient(passphrase)]
  if (recipients !== undefined && recipients.length > 0) return recipients.map(parseRecipient)
  return [ownIdentity(client).recipient]
}
