import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hasCode, merkleLeaf } from '@symbolon/protocol/kernel'
import { parseBundle, parseCheckpoint, verifyInclusion } from '@symbolon/protocol/log'
import type { Queries } from '../kernel/index.ts'
import { startTestKernel, type TestKernel } from '../kernel/test-node.ts'
import { LogWriter } from './log-writer.ts'
import { OpeningSealer } from './opening-sealer.ts'
import { proofStates } from './proof-states.ts'
import { proveEntry } from './prove-entry.ts'
import { addTestEntries, createTestEntries, testSource } from './test-entries.ts'
import { publishTestCheckpoint } from './test-publish.ts'

let kernel: TestKernel
let writer: LogWriter
const random = (size: number) => crypto.getRandomValues(new Uint8Array(size))

before(async () => {
  kernel = await startTestKernel()
  const { database } = kernel
  await createTestEntries(database)
  const sealer = new OpeningSealer({ database, sealToReaders: async () => new Uint8Array(), random, now: Date.now })
  writer = new LogWriter({ database, sources: [testSource], sealer, random, turn: kernel.candidateFor('log') })
  await writer.start()
})
after(async () => {
  await writer.stop()
  await kernel.stop()
})

function prove(name: string) {
  return proveEntry({ queries: kernel.database, newestAnchorOver: async () => null }, name)
}

async function integrated(count: number): Promise<readonly string[]> {
  const names = await addTestEntries(kernel.database, count)
  await writer.integrate(names)
  return names
}

/** The leaf at an index, from the bundles that anybody may read. */
async function leafAt(index: number): Promise<Uint8Array> {
  const [row] = await kernel.database.query<{ bytes: Buffer }>({
    name: 'test_bundle',
    text: 'select bytes from log.tile where level = -1 and index = $1',
    values: [Math.floor(index / 256)],
  })
  return merkleLeaf(parseBundle(row?.bytes ?? new Uint8Array(), 256)[index % 256] as Uint8Array)
}

/** Tiles that the statement for tiles asks for, and statements. */
async function counted(name: string): Promise<{ statements: number; tiles: number }> {
  const { database } = kernel
  let [statements, tiles] = [0, 0]
  const queries: Queries = {
    query: (statement) => {
      statements++
      if (statement.name === 'log_read_tiles') tiles += (statement.values as unknown[][])[0]?.length ?? 0
      return database.query(statement)
    },
  }
  await proveEntry({ queries, newestAnchorOver: async () => null }, name)
  return { statements, tiles }
}

test('every entry is proved under the newest checkpoint, with few tiles in one statement', async () => {
  const names = [...(await integrated(300)), ...(await integrated(900))]
  const size = await publishTestCheckpoint(kernel.database)
  assert.equal(size, 1280)
  for (const name of [names[0], names[255], names[256], names[299], names.at(-1)] as string[]) {
    const proof = await prove(name)
    const { root } = parseCheckpoint(proof.checkpoint)
    verifyInclusion({ leaf: await leafAt(proof.index), index: proof.index, size, proof: proof.hashes, root })
    const { statements, tiles } = await counted(name)
    assert.equal(statements, 2)
    assert.ok(tiles <= 8, `${tiles} tiles`)
  }
})

test('a tree that grew since still proves under the older checkpoint until the next one', async () => {
  const [old = ''] = await integrated(1)
  const size = await publishTestCheckpoint(kernel.database)
  await integrated(700)
  const proof = await prove(old)
  assert.equal(proof.size, size)
  const [late = ''] = await integrated(1)
  await assert.rejects(prove(late), (fault) => hasCode(fault, 'LOG_PROOF_PENDING'))
})

test('error: LOG_PROOF_PENDING for what is not in the log yet; its state says so', async () => {
  const [name = ''] = await addTestEntries(kernel.database, 1)
  await assert.rejects(prove(name), (fault) => hasCode(fault, 'LOG_PROOF_PENDING') && fault.facts.seconds === 2)
  assert.deepEqual((await proofStates(kernel.database, [name])).get(name), { state: 'pending', index: null })
})

test('the newest anchored checkpoint is preferred to a newer one that the ledger does not have', async () => {
  const [name = ''] = await integrated(1)
  const anchored = await publishTestCheckpoint(kernel.database)
  await integrated(1)
  const newer = await publishTestCheckpoint(kernel.database)
  assert.deepEqual([(await prove(name)).size, newer > anchored], [newer, true])
  const anchor = {
    chain_id: 7010,
    contract: `0x${'c1'.repeat(20)}`,
    founder: `0x${'f0'.repeat(20)}`,
    size: anchored,
    transaction: `0x${'7a'.repeat(32)}`,
    block: 12,
  }
  const proof = await proveEntry({ queries: kernel.database, newestAnchorOver: async () => anchor }, name)
  assert.deepEqual([proof.size, proof.anchor], [anchored, anchor])
})

test('error: a stored tile that was changed proves nothing, and nothing false leaves', async () => {
  const [name = ''] = await integrated(1)
  await publishTestCheckpoint(kernel.database)
  const { index } = await prove(name)
  const text = 'update log.tile set bytes = overlay(bytes placing $1 from 1) where level = 0 and index = $2'
  await kernel.database.query({ name: 'test_spoil', text, values: [Buffer.alloc(32), Math.floor(index / 256)] })
  await assert.rejects(prove(name), (fault) => hasCode(fault, 'LOG_INCLUSION_UNPROVEN'))
})
