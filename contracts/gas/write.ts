// Measures the gas of every move and writes gas.json beside this file.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { measureGas } from '../test/measure-gas.ts'

await writeFile(join(import.meta.dirname, 'gas.json'), `${JSON.stringify(await measureGas(), null, 2)}\n`)
