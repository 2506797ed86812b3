import { type Hex, toHex } from '@symbolon/protocol/kernel'
import type { ContractCall } from '../kernel/index.ts'
import { bytes, type World } from './test-door.ts'

/** Chain, the contracts and a deadline an hour away. */
export function placeOf({ kernel, clock }: World) {
  return {
    chainId: kernel.ledger.chainId,
    consents: kernel.ledger.address('Consents'),
    records: kernel.ledger.address('Records'),
    deadline: Math.ceil(clock.now() / 1000) + 3600,
  }
}

/** The same world for whoever signs, but on another chain. */
export function onAnotherChain(world: World): World {
  const { kernel } = world
  const ledger = { ...kernel.ledger, chainId: 1, address: kernel.ledger.address }
  return { ...world, kernel: { ...kernel, ledger: ledger as unknown as World['kernel']['ledger'] } }
}

/** The signature with one digit changed. */
export function flipped(signature: string): `0x${string}` {
  return `${signature.slice(0, 20)}${signature[20] === '0' ? '1' : '0'}${signature.slice(21)}` as `0x${string}`
}

/** A call that comes to the ledger past the slices. */
export async function carryOut({ kernel }: World, call: ContractCall): Promise<void> {
  const commandId = toHex(bytes(16))
  await kernel.database.transaction((queries) => kernel.ledger.enqueue(queries, call, { commandId, urgent: true }))
  await kernel.ledger.settled(commandId)
}

/** State of the token on the ledger: 2 when it was burned. */
export async function stateOf({ kernel }: World, { token_id }: { readonly token_id: Hex }): Promise<unknown> {
  const call = { contract: 'Records', functionName: 'recordOf', args: [BigInt(token_id)] } as const
  const [, , , state] = await kernel.ledger.read<readonly unknown[]>(call)
  return state
}
