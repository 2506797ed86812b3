import { zipSync } from 'fflate'
import { sealAge } from './age.ts'
import type { Random } from './age-core.ts'
import type { Recipient } from './recipient.ts'

/** A file that goes into an archive; no two of one archive have the same name. */
export interface ArchivedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Files as one zip archive in one `.age` file, so that a passphrase is stretched once whatever their number.
 * @param at when the files were written, in milliseconds since 1970
 * @throws VAULT_RECIPIENTS_MIXED, VAULT_RECIPIENT_INVALID
 * @source PKWARE APPNOTE 6.3.10, stored without compression, since the size of compressed text tells of its content
 */
export function exportAgeArchive(archive: {
  readonly files: readonly ArchivedFile[]
  readonly at: number
  readonly recipients: readonly Recipient[]
  readonly random: Random
}): Uint8Array<ArrayBuffer> {
  const members = Object.fromEntries(archive.files.map(({ name, bytes }) => [name, bytes]))
  const plaintext = zipSync(members, { level: 0, mtime: archive.at })
  return sealAge({ plaintext, recipients: archive.recipients, random: archive.random })
}
