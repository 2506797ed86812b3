/**
 * Appends to a log until it is killed. Told by its arguments a folder and a file of what earlier runs acknowledged, it
 * first says what of that is lost, doubled or forked.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  createLeader,
  type Database,
  migrate,
  migrationFolders,
  openDatabase,
  startPostgres,
} from '@symbolon/node/kernel'
import { LogWriter, OpeningSealer, readEdge, readTiles } from '@symbolon/node/log'
import { fromHex, newId, toHex } from '@symbolon/protocol/kernel'
import { type HashTile, proveConsistency, treeRoot, verifyConsistency } from '@symbolon/protocol/log'

const lanes = 8
const width = 256

/** What a run said: names that stand in the log, and roots that were signed for. */
export interface Acknowledged {
  readonly names: string[]
  readonly roots: { size: number; root: `0x${string}` }[]
}

const [root = '', file = ''] = process.argv.slice(2)
const server = await startPostgres({ root })
await migrate(server.address, migrationFolders(['kernel', 'log']))
const database = openDatabase(server.address)
const random = (size: number) => Uint8Array.from(randomBytes(size))
const sealToReaders = async () => new Uint8Array(1_700)
const sealer = new OpeningSealer({ database, sealToReaders, random, now: () => Date.now() })
const writer = new LogWriter({ database, sources: [], sealer, random, turn: createLeader(server.address, 'log') })
await writer.start()
await writer.pad({ to: width, above: 0 })
say({ ready: true, server: server.pid, ...(await check(database, JSON.parse(readFileSync(file, 'utf8')))) })
await Promise.all([...Array.from({ length: lanes }, append), publish()])

async function append(): Promise<never> {
  for (;;) {
    const name = newId('receipt', Date.now(), randomBytes(10))
    await writer.enter([{ name, subject: 'pty_1', body: name.repeat(25) }])
    say({ names: [name] })
  }
}

/** As a publisher does: only a root of what is stored leaves. */
async function publish(): Promise<never> {
  for (;;) {
    await writer.pad({ to: width, above: 0 })
    const { tree } = await readEdge(database)
    if (tree.size % width === 0) say({ roots: [{ size: tree.size, root: toHex(treeRoot(tree)) }] })
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function check(queries: Database, { names, roots }: Acknowledged) {
  const rows = await queries.query<{ index: number }>({
    name: 'check_names',
    text: 'select index from log.opening where name = any($1) and sealed is not null',
    values: [names],
  })
  const places = await queries.query<{ index: number }>({ name: 'check_places', text: 'select index from log.opening' })
  const { tree } = await readEdge(queries)
  const forked = await Promise.all(
    roots.map((old) => isForked(queries, old, { size: tree.size, root: treeRoot(tree) })),
  )
  return {
    lost: names.length - rows.length,
    twice: places.length - new Set(places.map(({ index }) => index)).size,
    forked: forked.filter(Boolean).length,
    size: tree.size,
  }
}

async function isForked(
  queries: Database,
  old: Acknowledged['roots'][number],
  now: { size: number; root: Uint8Array },
): Promise<boolean> {
  if (old.size > now.size) return true
  const read = async (tile: HashTile) => (await readTiles(queries, [tile]))[0] ?? new Uint8Array()
  try {
    const proof = await proveConsistency({ old_size: old.size, size: now.size }, read)
    verifyConsistency({ old_size: old.size, size: now.size, old_root: fromHex(old.root), root: now.root, proof })
    return false
  } catch {
    return true
  }
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
