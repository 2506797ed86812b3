import type { Clock } from '@symbolon/protocol/kernel'
import { kernelErrors } from '@symbolon/protocol/kernel'
import { getContractAddress } from 'viem/utils'
import type { Database } from '../database/database.ts'
import { type Genesis, insertBlock, insertGenesis, readCursor, readGenesis } from './block-store.ts'
import { type Chain, createChain, type ExecutedBlock } from './chain.ts'
import type { ContractSet } from './contract-set.ts'
import type { EventIndexer } from './event-decoder.ts'
import { createEvm } from './evm.ts'
import type { Address, ContractName } from './ledger.ts'
import type { Relayer } from './relayer.ts'

export interface ChainParts {
  readonly database: Database
  readonly clock: Clock
  readonly chainId: number
  readonly contracts: ContractSet
  readonly relayer: Relayer
  index(genesis: Genesis): EventIndexer
}

/** The chain as it is stored, replayed; or a new one whose first block holds the contracts. */
export async function openChain(parts: ChainParts): Promise<{ chain: Chain; genesis: Genesis }> {
  const { database, relayer, chainId, clock } = parts
  const stored = await readGenesis(database)
  if (stored !== undefined && stored.chainId !== chainId) {
    throw kernelErrors.KERNEL_CONFIG_INVALID({ setting: 'SYMBOLON_CHAIN_ID' })
  }
  const now = (): number => Math.floor(clock.now() / 1000)
  const genesis = stored ?? { chainId, time: now(), contracts: contractAddresses(parts) }
  const evm = await createEvm({ chainId, genesisTime: genesis.time })
  const place = { evm, now, queries: database, relayer: relayer.address, genesisTime: genesis.time }
  const chain = await createChain(place)
  if (stored === undefined) await deploy(parts, chain, genesis)
  await chain.catchUp()
  await requireWhole(database, chain)
  return { chain, genesis }
}

/** Blocks and tables are written together, so the tables never know a block that is not there. */
async function requireWhole(database: Database, chain: Chain): Promise<void> {
  const block = await readCursor(database)
  if (block !== chain.head().number) throw kernelErrors.KERNEL_LEDGER_MISMATCH({ block })
}

/** @source Ethereum yellow paper §7: an account's n-th contract has the address of (account, n) */
function contractAddresses({ contracts, relayer }: ChainParts): Record<ContractName, Address> {
  const named = contracts.plan.contracts.map(({ name }, nonce) => [
    name,
    getContractAddress({ from: relayer.address, nonce: BigInt(nonce) }),
  ])
  return Object.fromEntries(named)
}

async function deploy(parts: ChainParts, chain: Chain, genesis: Genesis): Promise<void> {
  const { contracts, relayer } = parts
  const place = { relayer: relayer.address, address: (name: ContractName) => genesis.contracts[name] }
  await chain.append({
    time: genesis.time,
    fill: ({ nonce }) =>
      Promise.all(
        contracts.plan.contracts.map(({ name }, i) =>
          relayer.sign({ nonce: nonce + i, data: contracts.deployment(name, place) }),
        ),
      ),
    store: (block) => storeGenesis(parts, genesis, block),
  })
}

async function storeGenesis({ database, index }: ChainParts, genesis: Genesis, block: ExecutedBlock): Promise<void> {
  if (block.reverts.size > 0) throw new Error('a contract could not be created')
  const place = { number: block.number, time: block.time * 1000 }
  const statements = [insertGenesis(genesis), ...insertBlock(block), ...index(genesis)(block.logs, place)]
  await database.transaction((queries) => Promise.all(statements.map((statement) => queries.query(statement))))
}
