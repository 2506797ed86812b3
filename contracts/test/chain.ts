import { consentsContract } from '@symbolon/protocol/consent'
import { accessManagerContract, partiesContract } from '@symbolon/protocol/identity'
import { checkpointsContract } from '@symbolon/protocol/log'
import { packsContract, prefixesContract } from '@symbolon/protocol/medicines'
import { recordsContract } from '@symbolon/protocol/records'
import { createHardhatRuntimeEnvironment } from 'hardhat/hre'
import {
  type Abi,
  type Address,
  BaseError,
  ContractFunctionRevertedError,
  createTestClient,
  custom,
  type Hex,
  publicActions,
  walletActions,
} from 'viem'

/** The first instant of every test chain. */
export const startOfTime = '2030-01-01T00:00:00Z'

const contracts = {
  AccessManager: accessManagerContract,
  Parties: partiesContract,
  Records: recordsContract,
  Consents: consentsContract,
  Checkpoints: checkpointsContract,
  Prefixes: prefixesContract,
  Packs: packsContract,
} as const

export type ContractName = keyof typeof contracts

/** A call by name; the contract's interface checks it when it is encoded. */
export interface Call {
  readonly contract: ContractName
  readonly functionName: string
  readonly args: readonly unknown[]
}

export type Chain = Awaited<ReturnType<typeof startChain>>

/** An EVM in this process with the contracts on it, from the creation code that `protocol` carries. */
export async function startChain() {
  const { client, account } = await connect()
  const addresses = await deployAll({ client, account })
  const at = ({ contract, functionName, args }: Call) => ({
    address: addresses[contract],
    abi: contracts[contract].abi as Abi,
    functionName,
    args,
    account,
  })
  return {
    chainId: await client.getChainId(),
    addresses,
    /** For contracts and accounts beyond these. */
    client,
    account,
    /** Sends the call as one transaction. */
    send: async (call: Call): Promise<{ gas: number; input: Hex }> => {
      const hash = await client.writeContract({ ...at(call), chain: null })
      const { gasUsed, status } = await client.getTransactionReceipt({ hash })
      if (status !== 'success') throw new Error(`${call.functionName} was reverted`)
      return { gas: Number(gasUsed), input: (await client.getTransaction({ hash })).input }
    },
    read: (call: Call): Promise<unknown> => client.readContract(at(call)),
    /** Name of the Solidity error that the call fails with, or nothing when it would pass. */
    refusal: async (call: Call): Promise<string | undefined> => {
      try {
        await client.simulateContract(at(call))
        return undefined
      } catch (error) {
        return errorNameOf(error)
      }
    },
  }
}

async function deployAll({
  client,
  account,
}: Awaited<ReturnType<typeof connect>>): Promise<Record<ContractName, Address>> {
  const deploy = async (name: ContractName, args: readonly unknown[]): Promise<Address> => {
    const { abi, bytecode } = contracts[name]
    const hash = await client.deployContract({ abi: abi as Abi, bytecode, args, account, chain: null })
    const { contractAddress } = await client.getTransactionReceipt({ hash })
    if (!contractAddress) throw new Error(`${name} was not created`)
    return contractAddress
  }
  const manager = await deploy('AccessManager', [account])
  const parties = await deploy('Parties', [manager])
  const [records, consents] = [await deploy('Records', []), await deploy('Consents', [])]
  const checkpoints = await deploy('Checkpoints', [])
  const prefixes = await deploy('Prefixes', [parties])
  return {
    AccessManager: manager,
    Parties: parties,
    Records: records,
    Consents: consents,
    Checkpoints: checkpoints,
    Prefixes: prefixes,
    Packs: await deploy('Packs', [parties, prefixes]),
  }
}

async function connect() {
  const here = { type: 'edr-simulated', hardfork: 'osaka', initialDate: startOfTime } as const
  const environment = await createHardhatRuntimeEnvironment({ networks: { here } })
  const { provider } = await environment.network.create('here')
  const client = createTestClient({ mode: 'hardhat', transport: custom(provider, { retryCount: 0 }) })
    .extend(publicActions)
    .extend(walletActions)
  const [account] = await client.getAddresses()
  if (!account) throw new Error('the network has no account')
  return { client, account }
}

function errorNameOf(error: unknown): string {
  const reverted = error instanceof BaseError && error.walk((cause) => cause instanceof ContractFunctionRevertedError)
  if (!(reverted instanceof ContractFunctionRevertedError) || !reverted.data) throw error
  return reverted.data.errorName
}
