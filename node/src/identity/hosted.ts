import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { identityErrors, openKeyring, recipientSeed, signInAccount } from '@symbolon/protocol/identity'
import { type Id, kernelErrors } from '@symbolon/protocol/kernel'
import type { PrivateKeyAccount } from 'viem/accounts'
import type { Address, Config, NodeContext } from '../kernel/index.ts'

const nothing = {
  en: 'an empty passphrase (SYMBOLON_HOSTED_PASSPHRASE is not set)',
  el: 'κενή φράση πρόσβασης (δεν έχει οριστεί το SYMBOLON_HOSTED_PASSPHRASE)',
}

/** An institution whose keyring is unlocked inside this node. */
export interface HostedInstitution {
  readonly address: Address
  readonly signInAccount: PrivateKeyAccount
  /** Seed of the hybrid age identity that it reads with. */
  readonly recipientSeed: Uint8Array<ArrayBuffer>
}

/** Keys of hosted institutions, in this process's memory only. */
export interface HostedInstitutions {
  at(address: Address): HostedInstitution | undefined
  of(party: Id<'party'>): Promise<HostedInstitution | undefined>
}

/**
 * The keyrings in the folders of `SYMBOLON_HOSTED`, opened with the `passphrase` file beside each or
 * `SYMBOLON_HOSTED_PASSPHRASE`.
 * @throws IDENTITY_KEYRING_LOCKED, IDENTITY_KEYRING_DAMAGED, KERNEL_CONFIG_INVALID when a folder has no keyring
 */
export async function unlockHosted(
  config: Pick<Config, 'hosted' | 'hosted_passphrase'>,
): Promise<readonly HostedInstitution[]> {
  return Promise.all(config.hosted.map((folder) => unlock(folder, config.hosted_passphrase)))
}

export function createHostedInstitutions(
  { database }: Pick<NodeContext, 'database'>,
  unlocked: readonly HostedInstitution[],
): HostedInstitutions {
  const byAddress = new Map(unlocked.map((institution) => [institution.address, institution]))
  const byParty = new Map<Id<'party'>, HostedInstitution>()
  return {
    at: (address) => byAddress.get(address),
    async of(party) {
      if (byParty.has(party) || byAddress.size === 0) return byParty.get(party)
      const [row] = await database.query<{ address: Address }>({ ...addressSql, values: [party] })
      const institution = row && byAddress.get(row.address)
      if (institution) byParty.set(party, institution)
      return institution
    },
  }
}

async function unlock(folder: string, passphrase: string | undefined): Promise<HostedInstitution> {
  const file = await read(join(folder, 'keyring.passphrase.age'))
  if (!file) throw kernelErrors.KERNEL_CONFIG_INVALID({ setting: 'SYMBOLON_HOSTED' })
  const beside = await read(join(folder, 'passphrase'))
  const secret = beside?.toString('utf8').replace(/\r?\n$/, '') ?? passphrase
  if (secret === undefined) throw identityErrors.IDENTITY_KEYRING_LOCKED({ unlocker: nothing })
  const root = await openKeyring({ file, passphrase: secret })
  const account = signInAccount(root)
  const institution = { address: account.address, signInAccount: account, recipientSeed: recipientSeed(root) }
  root.fill(0)
  return institution
}

async function read(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined)
}

const addressSql = { name: 'identity_address_of_party', text: 'select address from identity.party where party = $1' }
