// Everything that a machine can say about the sources without running the product: `npm run check`, or
// `npm run check -- types walls` for some of it. Two checks run at a time; only a failing one shows what it printed.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { delimiter, join } from 'node:path'
import { repositoryRoot } from './repository.ts'

interface Check {
  readonly name: string
  readonly command: readonly [string, ...string[]]
}

/** The longest first. */
const checks: readonly Check[] = [
  { name: 'generated', command: ['node', 'tools/src/generate.ts', '--check'] },
  { name: 'types', command: ['tsc', '-p', '.'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'tidy', command: ['node', '--test', '--test-reporter=dot', 'tools/src/tidy.test.ts'] },
  { name: 'walls', command: ['node', 'tools/src/check-walls.ts'] },
  { name: 'format', command: ['biome', 'check', '--error-on-warnings', '--colors=off', '--max-diagnostics=100', '.'] },
  {
    name: 'solidity',
    command: ['solhint', '-c', '.solhint.json', '--disc', '--noPoster', 'contracts/src/**/*.sol'],
  },
]
const runningMax = Math.min(availableParallelism(), 2)

/** Runs one check and says how it went. True when it passed. */
async function passes({ name, command: [program, ...args] }: Check): Promise<boolean> {
  const begun = performance.now()
  const { status, printed } = await outcomeOf(program, args)
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  process.stdout.write(`${status === 0 ? '✔' : '✖'} ${name} (${seconds} s)\n`)
  if (status !== 0) process.stdout.write(`${printed.trimEnd()}\n`)
  return status === 0
}

function outcomeOf(program: string, args: readonly string[]): Promise<{ status: number | null; printed: string }> {
  const programs = join(repositoryRoot, 'node_modules/.bin')
  const child = spawn(program, args, {
    cwd: repositoryRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', PATH: `${programs}${delimiter}${process.env.PATH ?? ''}` },
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ status: null, printed: `${printed}${error.message}` }))
    child.on('close', (status) => resolve({ status, printed }))
  })
}

async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !checks.some((check) => check.name === name))
  if (unknown.length > 0) {
    process.stderr.write(
      `no check is called ${unknown.join(', ')}; there are ${checks.map(({ name }) => name).join(', ')}\n`,
    )
    return 2
  }
  const waiting = checks.filter(({ name }) => names.length === 0 || names.includes(name))
  const failed: string[] = []
  const work = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift())
      if (!(await passes(check))) failed.push(check.name)
  }
  await Promise.all(Array.from({ length: runningMax }, work))
  process.stdout.write(failed.length === 0 ? 'all checks pass\n' : `failed: ${failed.join(', ')}\n`)
  return failed.length === 0 ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
