import type { ExportForm } from '@symbolon/protocol/consent'
import type { Id } from '@symbolon/protocol/kernel'
import { checkRecipients, parseRecipient, passphraseRecipient, type Recipient } from '@symbolon/protocol/vault'
import { askSigned, ownIdentity } from '../identity/index.ts'
import { type Client, newKey } from '../kernel/index.ts'
import { type ExportedFile, makeFiles } from './export-files.ts'
import { chosenEntries, readSealedEntries } from './open-record.ts'
import { getRecord, openDetail, type RecordDetail } from './records.ts'

/** What leaves of a record, and in which form. */
export interface RecordExport {
  readonly record: string
  readonly entries?: readonly string[]
  /**
   * `bundle`: the FHIR entries as one collection, and beside it every entry that is another file; `original`: every entry
   * as a file; `age`: every entry still sealed, as a standard age file.
   */
  readonly form: ExportForm
  /** Who opens the age files: `age1…` texts; the owner's own keyring when absent. */
  readonly recipients?: readonly string[]
  /**
   * Opens what leaves as `age`, instead of recipients. Several entries are then one zip in one age file, since every age
   * file under a passphrase costs a second to make and one more typing to open.
   */
  readonly passphrase?: string
}

/** What left, and the receipt that tells it. */
export interface ExportedRecord {
  /** Of the export, in the owner's ledger of use. */
  readonly receipt: Id<'receipt'>
  /** At least one, each under a name of its own. */
  readonly files: readonly ExportedFile[]
}

/**
 * A record of one's own as files that other programs read. The node has told it in the owner's ledger of use before
 * anything leaves; what cannot be exported is refused first, and then nothing is told.
 * @throws RECORDS_RECORD_UNKNOWN, RECORDS_RECORD_ERASED, RECORDS_EXPORT_ENTRIES, SDK_ENTRY_MISSING,
 * VAULT_RECIPIENT_INVALID, VAULT_RECIPIENTS_MIXED for a passphrase beside recipients
 */
export async function exportRecord(client: Client, exporting: RecordExport): Promise<ExportedRecord> {
  const { form, passphrase } = exporting
  const recipients = await recipientsOf(client, exporting)
  const ids = exporting.entries && (await namedEntries(client, exporting))
  const { receipt, record: detail } = await askExport(client, { ...exporting, ...(ids && { entries: ids }) })
  const opened = await openDetail(client, { record: exporting.record, detail })
  const sealed = await readSealedEntries(client, { opened, ids })
  const files = makeFiles(client, { opened, sealed, form, recipients, isTogether: passphrase !== undefined })
  return { receipt, files }
}

/** What `exportRecord` would take out; nothing leaves and nothing is told. */
export async function simulateExportRecord(
  client: Client,
  exporting: RecordExport,
): Promise<{ readonly record: Id<'record'>; readonly form: ExportForm; readonly entries: number }> {
  await recipientsOf(client, exporting)
  const { summary, manifest } = await getRecord(client, exporting)
  const { entries, form } = exporting
  const count = entries ? chosenEntries(manifest.entries, [...new Set(entries)]).length : manifest.entries.length
  return { record: summary.record, form, entries: count }
}

/** The node can't tell whether a record has an entry, so it is found out before anything is told. */
async function namedEntries(client: Client, { record, entries = [] }: RecordExport): Promise<Id<'entry'>[]> {
  const { manifest } = await getRecord(client, { record })
  return [...new Set(chosenEntries(manifest.entries, entries).map(({ id }) => id))]
}

async function askExport(
  client: Client,
  { record, form, entries }: RecordExport,
): Promise<{ readonly receipt: Id<'receipt'>; readonly record: RecordDetail }> {
  return await askSigned(client, {
    method: 'POST',
    path: `/v1/records/${encodeURIComponent(record)}/exports`,
    body: { form, ...(entries && { entries }) },
    idempotencyKey: newKey(client, 'export'),
  })
}

/** Who opens what leaves as `age`; nobody where it leaves open. */
async function recipientsOf(client: Client, { form, recipients = [], passphrase }: RecordExport): Promise<Recipient[]> {
  if (form !== 'age') return []
  const named = recipients.map(parseRecipient)
  const all = passphrase === undefined ? named : [passphraseRecipient(passphrase), ...named]
  if (all.length === 0) return [(await ownIdentity(client)).recipient]
  checkRecipients(all)
  return all
}
