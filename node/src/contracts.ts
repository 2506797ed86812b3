import { consentErrors, consentsContract, consentsSolidityErrors } from '@symbolon/protocol/consent'
import {
  accessManagerContract,
  identityErrors,
  partiesContract,
  partiesSolidityErrors,
  roleCodes,
  roleId,
} from '@symbolon/protocol/identity'
import { checkpointsContract, checkpointsSolidityErrors, logErrors } from '@symbolon/protocol/log'
import {
  medicinesErrors,
  packsContract,
  packsSolidityErrors,
  prefixesContract,
  prefixesSolidityErrors,
} from '@symbolon/protocol/medicines'
import { recordsContract, recordsErrors, recordsSolidityErrors } from '@symbolon/protocol/records'
import type { ErrorBuilder, LedgerPlan } from './kernel/index.ts'

/** AccessManager's role that may do everything. */
const administrator = 0n

/** The contracts of this node, what their errors mean, and how the first authority takes its place. */
export const ledgerPlan: LedgerPlan = {
  contracts: [
    {
      name: 'AccessManager',
      ...accessManagerContract,
      constructorArgs: ({ relayer }) => [relayer],
      errors: buildersOf(partiesSolidityErrors, identityErrors),
    },
    {
      name: 'Parties',
      ...partiesContract,
      constructorArgs: ({ address }) => [address('AccessManager')],
      errors: buildersOf(partiesSolidityErrors, identityErrors),
    },
    {
      name: 'Records',
      ...recordsContract,
      constructorArgs: () => [],
      errors: buildersOf(recordsSolidityErrors, recordsErrors),
      bundles: { mint: { into: 'mintMany', itemsOf: oneItem } },
    },
    {
      name: 'Consents',
      ...consentsContract,
      constructorArgs: () => [],
      errors: buildersOf(consentsSolidityErrors, consentErrors),
      bundles: {
        give: { into: 'giveMany', itemsOf: oneItem },
        giveMany: { into: 'giveMany', itemsOf: ([gives]) => gives as readonly unknown[] },
        revoke: { into: 'revokeMany', itemsOf: oneItem },
      },
    },
    {
      name: 'Checkpoints',
      ...checkpointsContract,
      constructorArgs: () => [],
      errors: buildersOf(checkpointsSolidityErrors, logErrors),
    },
    {
      name: 'Prefixes',
      ...prefixesContract,
      constructorArgs: ({ address }) => [address('Parties')],
      errors: buildersOf(prefixesSolidityErrors, medicinesErrors),
    },
    {
      name: 'Packs',
      ...packsContract,
      constructorArgs: ({ address }) => [address('Parties'), address('Prefixes')],
      errors: buildersOf(packsSolidityErrors, medicinesErrors),
      bundles: {
        handOver: { into: 'handOver', itemsOf: ([handOvers]) => handOvers as readonly unknown[], items_max: 100 },
        mark: { into: 'mark', itemsOf: ([marks]) => marks as readonly unknown[] },
      },
    },
  ],
  isAuthority: (authority) => ({
    contract: 'Parties',
    functionName: 'isAuthority',
    args: [roleId('care-provider'), authority],
  }),
  handOver: ({ relayer, authority }) => [
    ...roleCodes.map((role) => ({
      contract: 'Parties' as const,
      functionName: 'accredit',
      args: [roleId(role), authority, true],
    })),
    { contract: 'AccessManager', functionName: 'grantRole', args: [administrator, authority, 0] },
    { contract: 'AccessManager', functionName: 'renounceRole', args: [administrator, relayer] },
  ],
}

/** A call whose arguments are one item: the contract's struct has its fields in the same order. */
function oneItem(args: readonly unknown[]): readonly unknown[] {
  return [args]
}

function buildersOf<Code extends string>(
  names: Readonly<Record<string, Code>>,
  table: { readonly [Name in Code]: ErrorBuilder },
): Record<string, ErrorBuilder> {
  return Object.fromEntries(Object.entries(names).map(([name, code]) => [name, table[code]]))
}
