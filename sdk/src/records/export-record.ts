import { parseRecipient, passphraseRecipient, type Recipient } from '@symbolon/protocol/vault'
import { ownIdentity } from '../identity/index.ts'
import type { Client } from '../kernel/index.ts'
import { type ExportedFile, makeFiles } from './export-files.ts'
import { readSealedEntries } from './open-record.ts'
import { getRecord } from './records.ts'

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
  const { form, passphrase } = exporting
  const opened = await getRecord(client, exporting)
  const sealed = await readSealedEntries(client, { opened, ids: exporting.entries })
  const recipients = form === 'age' ? recipientsOf(client, exporting) : []
  return makeFiles(client, { opened, sealed, form, recipients, isTogether: passphrase !== undefined })
}

function recipientsOf(client: Client, { recipients, passphrase }: RecordExport): Recipient[] {
  const named = (recipients ?? []).map(parseRecipient)
  if (passphrase !== undefined) return [passphraseRecipient(passphrase), ...named]
  return named.length > 0 ? named : [ownIdentity(client).recipient]
}
