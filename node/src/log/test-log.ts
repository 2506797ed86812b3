import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { parseBundle } from '@symbolon/protocol/log'
import type { Database, Leader, Queries, Statement } from '../kernel/index.ts'
import type { TestKernel } from '../kernel/test-node.ts'
import { anchorSource } from './anchor-entries.ts'
import { openIdentity } from './log-identity.ts'
import { LogWriter } from './log-writer.ts'
import { OpeningSealer } from './opening-sealer.ts'
import type { EntrySource } from './ports.ts'
import { Publisher, type PublisherParts } from './publisher.ts'
import { openSignedMemory } from './signed-memory.ts'
import { testSource } from './test-entries.ts'

/** As a node has them: what a higher slice tells, then the log's own anchors. */
export function testSources({ ledger }: TestKernel): EntrySource[] {
  return [testSource, anchorSource(ledger)]
}

export function newTestWriter(kernel: TestKernel, given: { database?: Database; turn?: Leader } = {}): LogWriter {
  const { database = kernel.database, turn = kernel.candidateFor('log') } = given
  const random = (size: number) => Uint8Array.from(randomBytes(size))
  const sealer = new OpeningSealer({ database, sealToReaders: async () => new Uint8Array(), random, now: Date.now })
  return new LogWriter({ database, sources: testSources(kernel), sealer, random, turn })
}

/** A publisher of the writer's tree, with the key and the memory of the kernel's folder. */
export async function newTestPublisher(
  kernel: TestKernel,
  parts: Pick<PublisherParts, 'writer'> & Partial<PublisherParts>,
): Promise<{ publisher: Publisher; parts: PublisherParts }> {
  const identity = await openIdentity(kernel.config, kernel.database)
  const signed = openSignedMemory(join(kernel.config.data, 'keys', 'log.signed'), identity.signer.verifier)
  const all = { database: kernel.database, clock: kernel.clock, identity, signed, ...parts }
  return { publisher: new Publisher(all), parts: all }
}

/** Every entry of the log, in order. */
export async function storedEntries(queries: Queries): Promise<Uint8Array[]> {
  const bundles = await queries.query<{ bytes: Buffer }>({
    name: 'test_bundles',
    text: 'select bytes from log.tile where level = -1 order by index',
  })
  const tail = await queries.query<{ entry: Buffer }>({
    name: 'test_tail',
    text: 'select entry from log.entry order by index',
  })
  return [...bundles.flatMap(({ bytes }) => parseBundle(bytes, 256)), ...tail.map(({ entry }) => entry)]
}

export interface TestFault {
  readonly name: string
  readonly when: 'before' | 'after'
  times: number
}

/** The database, but the next statements of a name fail: before they ran, or after they were committed. */
export function failing(database: Database, fault: TestFault): Database {
  return {
    ...database,
    async query<Row>(statement: Statement) {
      const fails = statement.name === fault.name && fault.times > 0
      if (fails) fault.times--
      if (fails && fault.when === 'before') throw new Error('the connection broke')
      const rows = await database.query<Row>(statement)
      if (fails) throw new Error('the connection broke')
      return rows
    },
  }
}
