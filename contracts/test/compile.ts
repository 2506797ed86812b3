import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Abi, Hex } from 'viem'

/** A contract as a test needs it. */
export interface Compiled {
  readonly abi: Abi
  readonly bytecode: Hex
}

interface Output {
  readonly errors?: readonly { readonly severity: string; readonly formattedMessage: string }[]
  readonly contracts: Readonly<
    Record<string, Readonly<Record<string, { abi: Abi; evm: { bytecode: { object: string } } }>>>
  >
}

const require = createRequire(import.meta.url)
const settings = {
  evmVersion: 'osaka',
  optimizer: { enabled: true, runs: 10_000 },
  metadata: { bytecodeHash: 'none', appendCBOR: false },
}

/** The contracts of one source that is never shipped, by the compiler and the settings of those that are. */
export function compile(path: string): Readonly<Record<string, Compiled>> {
  const source = readFileSync(join(import.meta.dirname, '..', path), 'utf8')
  const solc = require('solc') as { compile(input: string, callbacks: object): string }
  // Of what it imports only what it holds is compiled.
  const outputSelection = { [path]: { '*': ['abi', 'evm.bytecode.object'] } }
  const input = {
    language: 'Solidity',
    sources: { [path]: { content: source } },
    settings: { ...settings, outputSelection },
  }
  const found = solc.compile(JSON.stringify(input), { import: (name: string) => ({ contents: read(name) }) })
  const { errors = [], contracts } = JSON.parse(found) as Output
  const failures = errors.filter(({ severity }) => severity === 'error')
  if (failures.length > 0) throw new Error(failures.map(({ formattedMessage }) => formattedMessage).join('\n'))
  const own = Object.entries(contracts[path] ?? {})
  return Object.fromEntries(own.map(([name, { abi, evm }]) => [name, { abi, bytecode: `0x${evm.bytecode.object}` }]))
}

function read(name: string): string {
  return readFileSync(require.resolve(name), 'utf8')
}
