import { fromBase64Url, toHex } from '@symbolon/protocol/kernel'
import { type Licence, ledgerLicence, medicinesErrors, verifyLicenceChain } from '@symbolon/protocol/medicines'
import type { Address, NodeContext, Settlement } from '../../kernel/index.ts'
import { relayOnce } from '../relay.ts'
import type { LicenceRoots } from './licence-roots.ts'

export interface ProvedLicence {
  readonly licence: Licence
  readonly settlement: Settlement
}

/**
 * The account that the chain names, which is the caller's, holds the number on the ledger.
 * @throws what `verifyLicenceChain` and the contract refuse; MEDICINES_LICENCE_OTHER_SUBJECT
 */
export async function proveLicence(
  context: NodeContext,
  of: { readonly chain: readonly string[]; readonly roots: LicenceRoots; readonly account: Address },
): Promise<ProvedLicence> {
  const { ledger, clock } = context
  const licence = await verifyLicenceChain({ chain: of.chain, roots: of.roots, now: clock.now() })
  const { address, chain_id } = licence.account
  if (address !== of.account.toLowerCase() || chain_id !== ledger.chainId) {
    throw medicinesErrors.MEDICINES_LICENCE_OTHER_SUBJECT()
  }
  const { header, payload, r, s } = ledgerLicence(of.chain.at(-1) ?? '')
  const [x, y] = [licence.issuer_key.x, licence.issuer_key.y].map((part) => toHex(fromBase64Url(part)))
  const credential = { header: toHex(header), payload: toHex(payload), r, s, x, y }
  const call = { contract: 'Prefixes', functionName: 'proveLicence', args: [credential] } as const
  return { licence, settlement: await relayOnce(context, call) }
}
