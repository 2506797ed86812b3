import type { Hex } from '@symbolon/protocol/kernel'
import type { BundlePart, ContractSet } from './contract-set.ts'
import type { ContractName } from './ledger.ts'
import type { WaitingCall } from './outbox.ts'

/** One transaction to be: a call as it was accepted, or neighbouring calls of one kind as one. */
export interface Relayed {
  readonly contract: ContractName
  readonly data: Hex
  /** The accepted calls that it carries out, in order. */
  readonly calls: readonly WaitingCall[]
}

interface Run {
  readonly contract: ContractName
  readonly calls: WaitingCall[]
  /** Undefined when its one call is always relayed alone. */
  readonly part: { readonly into: string; readonly items: unknown[] } | undefined
}

/** Each call in a transaction of its own. */
export function relayAlone(calls: readonly WaitingCall[]): Relayed[] {
  return calls.map((call) => ({ contract: call.contract, data: call.data, calls: [call] }))
}

/**
 * The waiting calls as transactions, in their order; what cannot be tried on top of the newest block is left for the next
 * one. A bundle is tried first, and when it would revert its calls are relayed alone, so that none harms another.
 * @param passes whether the transaction would go through as the first of the block; so a contract has one bundle a block
 */
export async function bundleCalls(
  calls: readonly WaitingCall[],
  contracts: ContractSet,
  passes: (relayed: Relayed) => Promise<boolean>,
): Promise<Relayed[]> {
  const relayed: Relayed[] = []
  const changed = new Set<ContractName>()
  for (const run of runsOf(calls, contracts)) {
    const bundle = bundleOf(run, contracts)
    if (bundle !== undefined && changed.has(run.contract)) break
    relayed.push(...(bundle !== undefined && (await passes(bundle)) ? [bundle] : relayAlone(run.calls)))
    changed.add(run.contract)
  }
  return relayed
}

function bundleOf({ contract, calls, part }: Run, contracts: ContractSet): Relayed | undefined {
  if (part === undefined || calls.length < 2) return undefined
  return { contract, data: contracts.encode({ contract, functionName: part.into, args: [part.items] }), calls }
}

/** Neighbours that go into the same bundle, as many as it takes. */
function runsOf(calls: readonly WaitingCall[], contracts: ContractSet): Run[] {
  const runs: Run[] = []
  for (const call of calls) {
    const part = contracts.bundlePartOf(call.contract, call.data)
    const last = runs.at(-1)
    if (last !== undefined && part !== undefined && fits(last, { contract: call.contract, part })) {
      last.calls.push(call)
      last.part?.items.push(...part.items)
    } else {
      const own = part && { into: part.into, items: [...part.items] }
      runs.push({ contract: call.contract, calls: [call], part: own })
    }
  }
  return runs
}

function fits(run: Run, { contract, part }: { contract: ContractName; part: BundlePart }): boolean {
  if (run.contract !== contract || run.part?.into !== part.into) return false
  return run.part.items.length + part.items.length <= part.items_max
}
