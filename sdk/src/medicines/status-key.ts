import { type NoteVerifier, verifyDerivedKey } from '@symbolon/protocol/log'
import { type Client, remember, sendForJson } from '../kernel/index.ts'

const purpose = 'pack-status'

/** The key of a node that signs answers about packs and status files, 32 bytes, as its log vouches for it. */
export interface StatusKey {
  readonly publicKey: Uint8Array
  /** The note by which the log vouches, for whoever has to see that without a network. */
  readonly note: string
}

/** The key, once the log was found to vouch for it. @throws LOG_NOTE_INVALID, LOG_SIGNATURE_INVALID, LOG_SIGNATURE_MISSING */
export async function getStatusKey(client: Client, log: NoteVerifier): Promise<StatusKey> {
  return await remember(client, purpose, async () => {
    const { note } = await sendForJson<{ note: string }>(client, { method: 'GET', path: '/v1/packs/status-key' })
    return { publicKey: vouchedStatusKey(note, log), note }
  })
}

/** The key that a note is about. @throws LOG_NOTE_INVALID, LOG_SIGNATURE_INVALID, LOG_SIGNATURE_MISSING */
export function vouchedStatusKey(note: string, log: NoteVerifier): Uint8Array {
  return verifyDerivedKey(note, { purpose, logs: [log] }).publicKey
}
