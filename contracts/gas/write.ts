// Measures the gas of every move, writes gas.json and packs.json beside this file, and the tables of docs/gas.md.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gasTables } from '../test/gas-page.ts'
import { measureGas } from '../test/measure-gas.ts'
import { measurePacks } from '../test/measure-packs.ts'
import { measurePeers } from '../test/measure-peers.ts'

const page = join(import.meta.dirname, '../../docs/gas.md')
const packs = { packs: await measurePacks(), peers: await measurePeers() }

await write('gas.json', await measureGas())
await write('packs.json', packs)
const prose = (await readFile(page, 'utf8')).split('\n').filter((line) => !line.startsWith('|'))
const at = prose.indexOf('## Packs beside libraries') + 2
prose.splice(at, prose.findIndex((line, index) => index > at && line !== '') - at, gasTables(packs), '')
await writeFile(page, prose.join('\n'))

async function write(name: string, figures: object): Promise<void> {
  await writeFile(join(import.meta.dirname, name), `${JSON.stringify(figures, null, 2)}\n`)
}
