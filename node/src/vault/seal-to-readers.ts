import { type KeyRecipient, parseRecipient, sealAge } from '@symbolon/protocol/vault'
import type { NodeContext } from '../kernel/index.ts'
import type { SealToReaders } from '../log/index.ts'

/**
 * Seals to the party's own recipient and to those of every auditor of now; to nobody when there is none. Whoever
 * published a key that nothing can be sealed to is left out, and holds up no other's entries.
 */
export function createSealToReaders({ database, clock, random }: NodeContext): SealToReaders {
  const seal = (plaintext: Uint8Array, recipients: readonly KeyRecipient[]) =>
    recipients.length === 0 ? new Uint8Array() : sealAge({ plaintext, recipients, random })
  const takes = (recipient: KeyRecipient) => attempt(() => seal(probe, [recipient])) !== undefined
  return async (subject, secret) => {
    const rows = await database.query<{ recipient: string }>({
      name: 'vault_readers',
      text: `select p.recipient from identity.known_party p where p.party = $1
        union select p.recipient from identity.held_role r join identity.known_party p using (party)
        where r.role = 'auditor' and r.until > $2`,
      values: [subject, new Date(clock.now())],
    })
    const recipients = rows.flatMap(({ recipient }) => attempt(() => parseRecipient(recipient)) ?? [])
    // A key that takes nothing is rare, and trying each would cost as much as the seal.
    return attempt(() => seal(secret, recipients)) ?? seal(secret, recipients.filter(takes))
  }
}

const probe = new Uint8Array(1)

function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
