import { strict as assert } from 'node:assert'
import { type ErrorFacts, type Hex, kernelErrors, type SymbolonError } from '@symbolon/protocol/kernel'
import type { Abi, AbiFunction } from 'viem'
import {
  decodeErrorResult,
  decodeFunctionData,
  decodeFunctionResult,
  encodeDeployData,
  encodeFunctionData,
  toFunctionSelector,
} from 'viem/utils'
import { type Address, type ContractCall, type ContractName, contractNames } from './ledger.ts'

/** Items of one bundle: what the contracts take at once, and what fits below the gas of one transaction. */
export const BUNDLE_ITEMS_MAX = 250

/** Builds the error of a slice's table for a Solidity error. */
export type ErrorBuilder = (facts?: ErrorFacts, options?: ErrorOptions) => SymbolonError

/** Everything the ledger needs to know about one contract. */
export interface ContractPlan {
  readonly name: ContractName
  readonly abi: Abi
  readonly bytecode: Hex
  /** Arguments of its constructor; contracts are created in the order of the plan, those that older ledgers lack at its end. */
  constructorArgs(place: GenesisPlace): readonly unknown[]
  /** What its Solidity errors mean here, by their names. */
  readonly errors: Readonly<Record<string, ErrorBuilder>>
  /** Functions whose neighbouring calls are relayed as one call of another function, by their names. */
  readonly bundles?: Readonly<Record<string, BundlePlan>>
}

/** A function that does for many items what another does for one; it takes the list of items and nothing else. */
export interface BundlePlan {
  readonly into: string
  /** The items that a call with these arguments stands for. */
  itemsOf(args: readonly unknown[]): readonly unknown[]
  /** Items that fit below the gas of one transaction, where they are fewer than `BUNDLE_ITEMS_MAX`. */
  readonly items_max?: number
}

/** A call as a part of a bundle. */
export interface BundlePart {
  readonly into: string
  readonly items: readonly unknown[]
  /** How many the bundle takes. */
  readonly items_max: number
}

export interface GenesisPlace {
  readonly relayer: Address
  address(name: ContractName): Address
}

/** The contracts of this node and how the first authority is made. */
export interface LedgerPlan {
  readonly contracts: readonly ContractPlan[]
  /** Answers true once the authority is in its place. */
  isAuthority(authority: Address): ContractCall
  /** Calls by the relayer, administrator since genesis, that put the authority in its place and end the relayer's own power. */
  handOver(place: GenesisPlace & { readonly authority: Address }): readonly ContractCall[]
}

/** Encodes calls and decodes answers of the plan's contracts. */
export interface ContractSet {
  readonly plan: LedgerPlan
  planOf(name: ContractName): ContractPlan
  encode(call: ContractCall): Hex
  decode(call: ContractCall, returned: Hex): unknown
  /** What an encoded call is as a part of a bundle; undefined when it is always relayed alone. */
  bundlePartOf(name: ContractName, data: Hex): BundlePart | undefined
  deployment(name: ContractName, place: GenesisPlace): Hex
  /** The slice's error for what a contract answered. */
  errorOf(name: ContractName, reverted: Hex): SymbolonError
}

export function createContractSet(plan: LedgerPlan): ContractSet {
  const plans = new Map(plan.contracts.map((contract) => [contract.name, contract]))
  assert(
    contractNames.every((name) => plans.has(name)),
    'a contract is missing from the plan',
  )
  const planOf = (name: ContractName): ContractPlan => {
    const found = plans.get(name)
    assert(found !== undefined)
    return found
  }
  return {
    plan,
    planOf,
    encode: ({ contract, functionName, args }) =>
      encodeFunctionData({ abi: itemOf(planOf(contract), functionName), args: [...args] }),
    decode: ({ contract, functionName, args }, data) =>
      decodeFunctionResult({ abi: itemOf(planOf(contract), functionName), args: [...args], data }),
    bundlePartOf: (name, data) => bundlePartOf(planOf(name), data),
    deployment(name, place) {
      const { abi, bytecode, constructorArgs } = planOf(name)
      return encodeDeployData({ abi, bytecode, args: [...constructorArgs(place)] })
    },
    errorOf: (name, reverted) => errorOf(planOf(name), reverted),
  }
}

function bundlePartOf(plan: ContractPlan, data: Hex): BundlePart | undefined {
  for (const [functionName, { into, itemsOf, items_max = BUNDLE_ITEMS_MAX }] of Object.entries(plan.bundles ?? {})) {
    const abi = itemOf(plan, functionName)
    if (!data.startsWith(selectorOf(abi))) continue
    return { into, items: itemsOf(decodeFunctionData({ abi, data }).args ?? []), items_max }
  }
  return undefined
}

const selectors = new WeakMap<[AbiFunction], Hex>()

function selectorOf(abi: [AbiFunction]): Hex {
  const selector = selectors.get(abi) ?? toFunctionSelector(abi[0])
  selectors.set(abi, selector)
  return selector
}

const items = new WeakMap<Abi, Map<string, [AbiFunction]>>()

/** The one function of the name as an ABI of its own: viem searches and hashes the whole ABI at every call. */
function itemOf({ abi, name }: ContractPlan, functionName: string): [AbiFunction] {
  let known = items.get(abi)
  if (known === undefined) {
    known = new Map()
    items.set(abi, known)
  }
  const cached = known.get(functionName)
  if (cached !== undefined) return cached
  const found = abi.filter((item): item is AbiFunction => item.type === 'function' && item.name === functionName)
  const [only] = found
  assert(only !== undefined && found.length === 1, `${name} has not exactly one function ${functionName}`)
  known.set(functionName, [only])
  return [only]
}

function errorOf({ name, abi, errors }: ContractPlan, reverted: Hex): SymbolonError {
  const solidityError = nameOf(abi, reverted)
  const facts = { contract: name, solidity_error: solidityError }
  return errors[solidityError]?.(facts) ?? kernelErrors.KERNEL_LEDGER_REVERTED(facts)
}

function nameOf(abi: Abi, reverted: Hex): string {
  try {
    return decodeErrorResult({ abi, data: reverted }).errorName
  } catch {
    return 'unknown'
  }
}
