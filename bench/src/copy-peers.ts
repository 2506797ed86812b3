import { createCipheriv, randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { SERIAL_ROW_BYTES, serialAt } from '@symbolon/protocol/medicines'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { cpuOfTrees_ms, measure } from './measure.ts'
import type { PacksPlace } from './packs-place.ts'

const piece_bytes = 65_536
const salt_bytes = 32
const serial_chars = 8
const alphabet = '0123456789CFHJKNRTVX'

/** The packs of a batch as they are: what COPY is given. */
export interface PacksToCopy {
  readonly place: PacksPlace
  /** Which batch of the product this is, counted from 1. */
  readonly batch: number
  readonly gtin: string
  /** Serial numbers in rows of 20 bytes. */
  readonly rows: Uint8Array
  readonly secret: Uint8Array
}

/** What is copied into which table. */
export interface CopyPeer {
  readonly name: string
  readonly table: string
  readonly columns: string
  readonly lines: (packs: PacksToCopy) => Buffer
  /** Lines that are not ready are made while it is measured, with other numbers, as many. */
  readonly areReady: boolean
}

const columns =
  'batch integer not null, index integer not null, gtin bigint not null, serial text not null, salt bytea not null'
const keys = 'primary key (batch, index), unique (gtin, serial)'
const numbers = 'serial text not null'

/** The same rows, bare: what is kept of a pack, one row each, ready. Nothing looks whether a number is there twice. */
export const barePacks: CopyPeer = {
  name: 'bare COPY, a row a pack, ready',
  table: 'bench_bare',
  columns,
  lines: packLines,
  areReady: true,
}

/** The same rows with the keys that make them unique, as a system without chunks keeps them; and less than the same. */
export const otherPeers: readonly CopyPeer[] = [
  {
    ...barePacks,
    name: 'COPY, a row a pack, ready, unique by keys',
    table: 'bench_keyed',
    columns: `${columns}, ${keys}`,
  },
  {
    name: 'bare COPY, numbers alone, made in the run',
    table: 'bench_made',
    columns: numbers,
    lines: ({ rows }) => newLines(rows.length / SERIAL_ROW_BYTES),
    areReady: false,
  },
  {
    name: 'bare COPY, numbers alone, ready',
    table: 'bench_ready',
    columns: numbers,
    lines: serialLines,
    areReady: true,
  },
]

/** What one COPY costs the database and the process that sends it. The table stays: later batches find earlier ones. */
export async function copyPacks(peer: CopyPeer, packs: PacksToCopy): Promise<{ cpu_ms: number; wall_ms: number }> {
  const { server } = packs.place
  const { table } = peer
  const client = new pg.Client(server.address)
  await client.connect()
  await client.query(`create table if not exists ${table} (${peer.columns}) with (autovacuum_enabled = off)`)
  const ready = peer.areReady ? peer.lines(packs) : undefined
  const before_ms = cpuOfTrees_ms([server.pid])
  const used = await measure(async () => {
    const lines = ready ?? peer.lines(packs)
    await pipeline(Readable.from(piecesOf(lines)), client.query(copyFrom(`copy ${table} from stdin`)))
  })
  const database_cpu_ms = cpuOfTrees_ms([server.pid]) - before_ms
  await client.end()
  return { cpu_ms: used.cpu_ms + database_cpu_ms, wall_ms: used.wall_ms }
}

function packLines({ batch, gtin, rows, secret }: PacksToCopy): Buffer {
  const count = rows.length / SERIAL_ROW_BYTES
  const salts = createCipheriv('aes-256-ctr', secret, Buffer.alloc(16)).update(Buffer.alloc(salt_bytes * count))
  const lineOf = (index: number) => {
    const salt = salts.toString('hex', salt_bytes * index, salt_bytes * (index + 1))
    return `${batch}\t${index}\t${gtin}\t${serialAt(rows, index)}\t\\\\x${salt}\n`
  }
  return Buffer.concat(Array.from({ length: count }, (_, index) => Buffer.from(lineOf(index))))
}

function serialLines({ rows }: PacksToCopy): Buffer {
  const count = rows.length / SERIAL_ROW_BYTES
  return Buffer.from(Array.from({ length: count }, (_, index) => `${serialAt(rows, index)}\n`).join(''))
}

/** As plainly as it can be done: nobody looks whether one is there twice. */
function newLines(count: number): Buffer {
  const random = randomBytes(count * serial_chars)
  const lines = Buffer.alloc(count * (serial_chars + 1), '\n')
  for (let i = 0, at = 0; i < count; i++, at++) {
    for (let place = 0; place < serial_chars; place++) {
      lines[at++] = alphabet.charCodeAt((random[i * serial_chars + place] ?? 0) % alphabet.length)
    }
  }
  return lines
}

function* piecesOf(lines: Buffer): Generator<Buffer> {
  for (let at = 0; at < lines.length; at += piece_bytes) yield lines.subarray(at, at + piece_bytes)
}
