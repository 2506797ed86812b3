import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { cpuOfTrees_ms, measure } from './measure.ts'
import type { PacksPlace } from './packs-place.ts'

const piece_bytes = 65_536

/** The least that keeping a million numbers can cost: one COPY of ready lines into a table without any key. */
export async function copyBare({ server }: PacksPlace, lines: Buffer): Promise<{ cpu_ms: number; wall_ms: number }> {
  const client = new pg.Client(server.address)
  await client.connect()
  await client.query('create table bench_serial (serial text not null)')
  const before_ms = cpuOfTrees_ms([server.pid])
  const used = await measure(async () => {
    await pipeline(Readable.from(piecesOf(lines)), client.query(copyFrom('copy bench_serial from stdin')))
  })
  const database_cpu_ms = cpuOfTrees_ms([server.pid]) - before_ms
  await client.query('drop table bench_serial')
  await client.end()
  return { cpu_ms: used.cpu_ms + database_cpu_ms, wall_ms: used.wall_ms }
}

function* piecesOf(lines: Buffer): Generator<Buffer> {
  for (let at = 0; at < lines.length; at += piece_bytes) yield lines.subarray(at, at + piece_bytes)
}
