import { parseRecipient, sealAge } from '@symbolon/protocol/vault'
import type { NodeContext } from '../kernel/index.ts'
import type { SealToReaders } from '../log/index.ts'

/** Seals to the party's own recipient and to those of every auditor of now; to nobody when there is none. */
export function createSealToReaders({ database, clock, random }: NodeContext): SealToReaders {
  return async (subject, secret) => {
    const rows = await database.query<{ recipient: string }>({
      name: 'vault_readers',
      text: `select p.recipient from identity.known_party p where p.party = $1
        union select p.recipient from identity.held_role r join identity.known_party p using (party)
        where r.role = 'auditor' and r.until > $2`,
      values: [subject, new Date(clock.now())],
    })
    if (rows.length === 0) return new Uint8Array()
    const recipients = rows.map(({ recipient }) => parseRecipient(recipient))
    return sealAge({ plaintext: secret, recipients, random })
  }
}
