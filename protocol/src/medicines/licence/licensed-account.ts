import { getAddress } from 'viem/utils'
import type { Hex } from '../../kernel/index.ts'

/** An account of an EVM ledger. */
export interface LicensedAccount {
  readonly chain_id: number
  /** In lower case. */
  readonly address: Hex
}

const form = /^did:pkh:eip155:([1-9]\d{0,15}):(0x[0-9a-fA-F]{40})$/

/** The account that a subject names, or nothing; mixed case is taken when its checksum is right. @source did:pkh method; CAIP-10; ERC-55 */
export function accountOfDid(did: string): LicensedAccount | undefined {
  const [, chain, text] = form.exec(did) ?? []
  if (chain === undefined || text === undefined || !Number.isSafeInteger(Number(chain))) return undefined
  const address = text.toLowerCase() as Hex
  return text === address || text === getAddress(address) ? { chain_id: Number(chain), address } : undefined
}

/** The identifier of an account. */
export function didOfAccount({ chain_id, address }: LicensedAccount): string {
  return `did:pkh:eip155:${chain_id}:${address.toLowerCase()}`
}
