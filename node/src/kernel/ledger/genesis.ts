import type { Clock } from '@symbolon/protocol/kernel'
import { kernelErrors } from '@symbolon/protocol/kernel'
import { getContractAddress } from 'viem/utils'
import type { Database } from '../database/database.ts'
import { type Genesis, insertBlock, readCursor, readGenesis, type StoredGenesis, saveGenesis } from './block-store.ts'
import { type Chain, createChain, type ExecutedBlock } from './chain.ts'
import type { ContractPlan, ContractSet } from './contract-set.ts'
import type { EventIndexer } from './event-decoder.ts'
import { createEvm } from './evm.ts'
import type { ContractName } from './ledger.ts'
import type { Relayer } from './relayer.ts'

export interface ChainParts {
  readonly database: Database
  readonly clock: Clock
  readonly chainId: number
  readonly contracts: ContractSet
  readonly relayer: Relayer
  index(genesis: Genesis): EventIndexer
}

/** The chain as it is stored, replayed, or a new one; every contract of the plan stands on it. */
export async function openChain(parts: ChainParts): Promise<{ chain: Chain; genesis: Genesis }> {
  const { database, relayer, chainId, clock } = parts
  const now = (): number => Math.floor(clock.now() / 1000)
  const stored = (await readGenesis(database)) ?? { chainId, time: now(), contracts: {} }
  if (stored.chainId !== chainId) throw kernelErrors.KERNEL_CONFIG_INVALID({ setting: 'SYMBOLON_CHAIN_ID' })
  const evm = await createEvm({ chainId, genesisTime: stored.time })
  const place = { evm, now, queries: database, relayer: relayer.address, genesisTime: stored.time }
  const chain = await createChain(place)
  await chain.catchUp()
  await requireWhole(database, chain)
  const creation = creationOf(parts, stored, await evm.nonceOf(relayer.address))
  if (creation.missing.length > 0) await create(parts, chain, { ...creation, time: now() })
  return { chain, genesis: creation.genesis }
}

/** Blocks and tables are written together, so the tables never know a block that is not there. */
async function requireWhole(database: Database, chain: Chain): Promise<void> {
  const block = await readCursor(database)
  if (block !== chain.head().number) throw kernelErrors.KERNEL_LEDGER_MISMATCH({ block })
}

interface Creation {
  /** Contracts that do not stand on the chain: all of them on a new one, on an older one those that came later. */
  readonly missing: readonly ContractPlan[]
  /** As it is once they stand there. */
  readonly genesis: Genesis
}

/** @source Ethereum yellow paper §7: a contract has the address of (the account that creates it, that account's nonce) */
function creationOf({ contracts, relayer }: ChainParts, stored: StoredGenesis, nonce: number): Creation {
  const missing = contracts.plan.contracts.filter(({ name }) => stored.contracts[name] === undefined)
  const created = missing.map(({ name }, i) => [
    name,
    getContractAddress({ from: relayer.address, nonce: BigInt(nonce + i) }),
  ])
  return { missing, genesis: { ...stored, contracts: { ...stored.contracts, ...Object.fromEntries(created) } } }
}

/** One block with the missing contracts, stored together with their addresses. */
async function create(parts: ChainParts, chain: Chain, order: Creation & { time: number }): Promise<void> {
  const { contracts, relayer } = parts
  const { missing, genesis, time } = order
  const place = { relayer: relayer.address, address: (name: ContractName) => genesis.contracts[name] }
  await chain.append({
    time,
    fill: ({ nonce }) =>
      Promise.all(
        missing.map(({ name }, i) => relayer.sign({ nonce: nonce + i, data: contracts.deployment(name, place) })),
      ),
    store: (block) => storeCreation(parts, genesis, block),
  })
}

async function storeCreation({ database, index }: ChainParts, genesis: Genesis, block: ExecutedBlock): Promise<void> {
  if (block.reverts.size > 0) throw new Error('a contract could not be created')
  const place = { number: block.number, time: block.time * 1000 }
  const statements = [saveGenesis(genesis), ...insertBlock(block), ...index(genesis)(block.logs, place)]
  await database.transaction((queries) => Promise.all(statements.map((statement) => queries.query(statement))))
}
