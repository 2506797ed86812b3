import { strict as assert } from 'node:assert'
import { keccak256 } from '@nomicfoundation/edr'
import type { Hex } from '@symbolon/protocol/kernel'
import type { Abi, AbiEvent, AbiParameter } from 'viem'
import { decodeAbiParameters, toEventSelector } from 'viem/utils'
import type { Statement } from '../database/database.ts'
import type { EventHandler, LedgerEvent } from '../slice.ts'
import type { EvmLog } from './evm.ts'
import type { Address, ContractName } from './ledger.ts'

type Decode = (log: EvmLog) => Record<string, unknown>

interface Route {
  readonly handler: EventHandler
  readonly decode: Decode
}

/** Turns the logs of a block into the statements of the slices' handlers. */
export type EventIndexer = (logs: readonly EvmLog[], block: { number: number; time: number }) => Statement[]

interface IndexedContract {
  readonly name: ContractName
  readonly address: Address
  readonly abi: Abi
}

export function createEventIndexer(
  handlers: readonly EventHandler[],
  contracts: readonly IndexedContract[],
): EventIndexer {
  const routes = new Map<string, Route>()
  for (const handler of handlers) {
    const contract = contracts.find(({ name }) => name === handler.contract)
    assert(contract !== undefined)
    const event = contract.abi.find((item): item is AbiEvent => item.type === 'event' && item.name === handler.event)
    assert(event !== undefined, `${handler.contract} has no event ${handler.event}`)
    const key = contract.address.toLowerCase() + toEventSelector(event)
    assert(!routes.has(key), `two handlers for ${handler.contract}.${handler.event}`)
    routes.set(key, { handler, decode: decoderOf(event) })
  }
  return (logs, block) => {
    const runs = new Runs()
    for (const log of logs) {
      const route = routes.get(log.address + log.topics[0])
      if (route === undefined) continue
      runs.add(route.handler, {
        args: route.decode(log),
        block: block.number,
        time: block.time,
        transaction: log.transactionHash,
        logIndex: Number(log.logIndex),
      })
    }
    return runs.statements()
  }
}

/** Neighbouring events of one kind, contract by contract: order is kept within a contract. */
class Runs {
  readonly #runs = new Map<ContractName, { handler: EventHandler; events: LedgerEvent[] }[]>()

  add(handler: EventHandler, event: LedgerEvent): void {
    const ofContract = this.#runs.get(handler.contract) ?? []
    this.#runs.set(handler.contract, ofContract)
    const last = ofContract.at(-1)
    if (last?.handler === handler) last.events.push(event)
    else ofContract.push({ handler, events: [event] })
  }

  statements(): Statement[] {
    return [...this.#runs.values()].flat().flatMap(({ handler, events }) => handler.toStatements(events))
  }
}

/** A decoder made once per event: viem's own looks the event up and hashes its signature for every log. */
function decoderOf(event: AbiEvent): Decode {
  const inData = event.inputs.filter((input) => !input.indexed)
  const isFlat = inData.every(
    (input) => input.type !== 'string' && input.type !== 'bytes' && !/[[(]|^tuple/.test(input.type),
  )
  const words = event.inputs.filter((input) => input.indexed || isFlat).map((input) => wordOf(event, input))
  const Args = lazyArgs(words)
  if (isFlat) return (log) => new Args(log)
  return (log) => {
    const inTopics = words.map(({ name, read }) => [name, read(log)])
    const values = decodeAbiParameters(inData, log.data).map((value, i) => [inData[i]?.name, value])
    return Object.fromEntries([...inTopics, ...values]) as Record<string, unknown>
  }
}

interface Word {
  readonly name: string
  read(log: EvmLog): unknown
}

function wordOf({ inputs }: AbiEvent, input: AbiEvent['inputs'][number]): Word {
  const place = inputs.filter(({ indexed }) => indexed === input.indexed).indexOf(input)
  const read = wordReader(input)
  const inTopics = ({ topics }: EvmLog) => read(topics[place + 1]?.slice(2) ?? '')
  const inData = ({ data }: EvmLog) => read(data.slice(2 + 64 * place, 66 + 64 * place))
  return { name: nameOf(input), read: input.indexed ? inTopics : inData }
}

/** Arguments that are read when a handler asks for them: few want all, and the checksum of an address costs more than the rest. */
function lazyArgs(words: readonly Word[]): new (log: EvmLog) => Record<string, unknown> {
  const source = Symbol('log')
  class Args {
    readonly [source]: EvmLog
    constructor(log: EvmLog) {
      this[source] = log
    }
  }
  for (const { name, read } of words) {
    Object.defineProperty(Args.prototype, name, { enumerable: true, get: lazily })
    function lazily(this: Args) {
      return read(this[source])
    }
  }
  return Args as unknown as new (
    log: EvmLog,
  ) => Record<string, unknown>
}

function nameOf(input: AbiParameter): string {
  assert(input.name, 'an event has a nameless argument')
  return input.name
}

/** Reads one 32-byte word of hexadecimal, with the types that viem gives. @source Solidity ABI specification */
function wordReader({ type }: AbiParameter): (word: string) => unknown {
  if (type === 'address') return (word) => checksummed(word.slice(24))
  if (type === 'bool') return (word) => word.endsWith('1')
  const bytes = /^bytes(\d+)$/.exec(type)?.[1]
  if (bytes !== undefined) return (word): Hex => `0x${word.slice(0, 2 * Number(bytes))}`
  const bits = /^uint(\d+)$/.exec(type)?.[1]
  if (bits === undefined) return (word) => decodeAbiParameters([{ type }], `0x${word}`)[0]
  if (Number(bits) <= 48) return (word) => Number.parseInt(word, 16)
  return (word) => BigInt(`0x${word}`)
}

/** The spelling of an address that carries its checksum; viem's takes five times as long without native keccak. @source EIP-55 */
function checksummed(digits: string): Address {
  const hash = keccak256(Buffer.from(digits, 'latin1'))
  let spelled = ''
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charAt(i)
    const nibble = ((hash[i >> 1] ?? 0) >> (i % 2 ? 0 : 4)) & 15
    spelled += nibble >= 8 ? digit.toUpperCase() : digit
  }
  return `0x${spelled}`
}
