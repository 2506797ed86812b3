import { enableCompileCache } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

// Kept in the person's own cache folder, never in a shared temporary one: code is run from it.
const cache = join(homedir(), '.cache', 'symbolon', 'compile')
enableCompileCache(cache)

const { runProgram } = await import('./shell/program.ts')
process.exitCode = await runProgram(process.argv.slice(2))
