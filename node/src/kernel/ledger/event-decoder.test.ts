import { strict as assert } from 'node:assert'
import { test } from 'node:test'
import fc from 'fast-check'
import type { AbiEvent } from 'viem'
import { decodeEventLog, encodeAbiParameters, encodeEventTopics, parseAbiItem } from 'viem/utils'
import type { EventHandler, LedgerEvent } from '../slice.ts'
import { createEventIndexer } from './event-decoder.ts'
import type { EvmLog } from './evm.ts'
import type { Address, ContractName } from './ledger.ts'

const fixed = parseAbiItem(
  'event Fixed(address indexed who, bytes32 indexed what, uint32 indexed week, bool on, uint256 id, uint48 day, bytes4 tag)',
)
const dynamic = parseAbiItem('event Dynamic(uint64 indexed n, string words, int128 signed, uint8[] list)')
const at: Address = `0x${'0a'.repeat(20)}`
const other: Address = `0x${'0b'.repeat(20)}`

function logOf(event: AbiEvent, args: Record<string, unknown>, address: Address = at): EvmLog {
  const topics = encodeEventTopics({ abi: [event], args } as never) as EvmLog['topics']
  const inData = event.inputs.filter((input) => !input.indexed)
  const data = encodeAbiParameters(inData, inData.map((input) => args[input.name ?? '']) as never)
  return { address, topics, data, transactionHash: `0x${'cc'.repeat(32)}`, logIndex: '0x5' }
}

/** Decodes through the indexer and through viem. */
function bothWays(event: AbiEvent, args: Record<string, unknown>): [ours: unknown, theirs: unknown] {
  const seen: LedgerEvent[] = []
  const log = logOf(event, args)
  index([event], (events) => void seen.push(...events))([log], { number: 3, time: 4000 })
  const { topics, data } = log
  return [plain(seen[0]?.args ?? {}), decodeEventLog({ abi: [event], topics: topics as never, data }).args]
}

/** Arguments are read when they are asked for. */
function plain(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  for (const name in args) read[name] = args[name]
  return read
}

function index(events: readonly AbiEvent[], see: (events: readonly LedgerEvent[], name: string) => void) {
  const handlers = events.map(
    ({ name }): EventHandler => ({
      contract: 'Records',
      event: name,
      toStatements: (batch) => {
        see(batch, name)
        return [{ name, text: String(batch.length) }]
      },
    }),
  )
  const contract = { name: 'Records' as ContractName, address: at, abi: events }
  return createEventIndexer(handlers, [contract])
}

const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((b) => `0x${Buffer.from(b).toString('hex')}` as const)

test('property: flat events decode as viem decodes them', () => {
  const args = fc.record({
    who: hex(20),
    what: hex(32),
    week: fc.nat(2 ** 31 - 1),
    on: fc.boolean(),
    id: fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
    day: fc.nat(2 ** 31 - 1),
    tag: hex(4),
  })
  fc.assert(
    fc.property(args, (values) => assert.deepEqual(...bothWays(fixed, values))),
    { numRuns: 500 },
  )
})

test('property: events with text and lists decode as viem decodes them', () => {
  const args = fc.record({
    n: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    words: fc.string(),
    signed: fc.bigInt({ min: -(2n ** 127n), max: 2n ** 127n - 1n }),
    list: fc.array(fc.nat(255), { maxLength: 5 }),
  })
  fc.assert(
    fc.property(args, (values) => assert.deepEqual(...bothWays(dynamic, values))),
    { numRuns: 300 },
  )
})

test('neighbours of one kind come together, order within a contract is kept, other contracts are left out', () => {
  const seen: string[] = []
  const one = parseAbiItem('event One(uint8 n)')
  const two = parseAbiItem('event Two(uint8 n)')
  const logs = [
    logOf(one, { n: 1 }),
    logOf(one, { n: 2 }),
    logOf(one, { n: 9 }, other),
    logOf(two, { n: 3 }),
    logOf(one, { n: 4 }),
  ]
  const indexer = index([one, two], (events, name) => seen.push(`${name} ${events.map(({ args }) => args.n)}`))
  const statements = indexer(logs, { number: 1, time: 1000 })
  assert.deepEqual(seen, ['One 1,2', 'Two 3', 'One 4'])
  assert.deepEqual(
    statements.map(({ text }) => text),
    ['2', '1', '1'],
  )
})

test('an event knows its block, its time, its transaction and its place', () => {
  const seen: LedgerEvent[] = []
  const log = logOf(parseAbiItem('event One(uint8 n)'), { n: 1 })
  index([parseAbiItem('event One(uint8 n)')], (events) => void seen.push(...events))([log], { number: 7, time: 8000 })
  const told = seen.map(({ args, ...event }) => ({ ...event, args: plain(args) }))
  assert.deepEqual(told, [{ args: { n: 1 }, block: 7, time: 8000, transaction: `0x${'cc'.repeat(32)}`, logIndex: 5 }])
})
