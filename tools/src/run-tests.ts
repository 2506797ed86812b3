// Every test of the repository in one run of Node's test runner: `npm test`, or `npm test -- kernel vault` for the
// files whose path holds one of the words. A file that passes takes one line, a test that is skipped one with the reason;
// what fails is shown whole at the end.
import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { isFresh } from 'symbolon/program-bundle'
import { bundlePrograms } from './bundle-programs.ts'
import { repositoryRoot } from './repository.ts'
import { filesByProcess, writeTestProcess } from './test-processes.ts'

const parts = '{protocol,contracts,sdk,node,cli,e2e,bench,tools,examples}'
const test_ms_max = 480_000
/** One process of tests more than there are cores: some wait for programs and clocks. */
const processesAtOnce = Math.min(availableParallelism() + 1, 4)
/** Takes minutes on one core: begun last, it would leave the others idle. */
const longest = 'tools/src/solidity.test.ts'
/** Where the command line keeps its own: sources are stripped of their types once, not by each process anew. */
const compileCache = join(homedir(), '.cache', 'symbolon', 'compile')

/** The part of a runner's event that is read here. */
interface TestEvent {
  type: string
  data: {
    name: string
    nesting: number
    message?: string
    todo?: string | boolean
    skip?: string | boolean
    details?: { type?: string; duration_ms?: number; error?: { failureType?: string } }
  }
}

function testFiles(words: readonly string[]): string[] {
  const isForeign = (path: string) => /(^|\/)(node_modules|artifacts|cache|\.symbolon)$/.test(path)
  const found = globSync(`${parts}/**/*.test.ts`, { cwd: repositoryRoot, exclude: isForeign }).sort()
  const files = [...found.filter((file) => file === longest), ...found.filter((file) => file !== longest)]
  return words.length === 0 ? files : files.filter((file) => words.some((word) => file.includes(word)))
}

/** The failures, what the tests wrote to standard error and the counts: what Node's own reporter should print. */
async function* worthReporting(events: AsyncIterable<TestEvent>, unfinished: Set<string>): AsyncGenerator<TestEvent> {
  let tests = 0
  for await (const event of events) {
    const { type, data } = event
    const isOutcome = type === 'test:pass' || type === 'test:fail'
    if (isOutcome && data.details?.type !== 'suite') tests++
    if (isOutcome && data.nesting === 0) {
      unfinished.delete(data.name)
      process.stdout.write(`${fileLine(type === 'test:pass', data, tests)}\n`)
      tests = 0
    }
    if (type === 'test:fail' && !data.todo) process.exitCode = 1
    if (type === 'test:fail' && data.details?.error?.failureType !== 'subtestsFailed') {
      yield { type: 'test:start', data: { ...data, nesting: 0 } }
      yield { type, data: { ...data, nesting: 0 } }
    } else if (type === 'test:pass' && data.skip) process.stdout.write(`﹣ ${data.name}: ${data.skip}\n`)
    else if (type === 'test:stderr' || (type === 'test:diagnostic' && data.nesting === 0)) yield event
  }
}

function fileLine(passed: boolean, { name, details }: TestEvent['data'], tests: number): string {
  const seconds = ((details?.duration_ms ?? 0) / 1000).toFixed(1)
  return `${passed ? '✔' : '✖'} ${name} (${tests} tests, ${seconds} s)`
}

async function main(words: readonly string[]): Promise<void> {
  const files = testFiles(words)
  if (files.length === 0) {
    process.stderr.write(`no test file's path holds ${words.join(' or ')}\n`)
    process.exitCode = 2
    return
  }
  process.env.NODE_COMPILE_CACHE ??= compileCache
  // Tests of commands run what people run.
  if (!isFresh()) await bundlePrograms()
  // What tests of one run may make for each other.
  const shared = mkdtempSync(join(tmpdir(), 'symbolon-tests-'))
  process.env.SYMBOLON_TEST_SHARED = shared
  const processes = filesByProcess(files).map((together, at) => {
    const path = join(shared, `${at}.test.js`)
    writeTestProcess(path, together)
    return path
  })
  const events = run({
    files: processes,
    cwd: repositoryRoot,
    concurrency: processesAtOnce,
    timeout: test_ms_max,
  })
  const report = new spec()
  report.pipe(process.stdout)
  const unfinished = new Set(files)
  for await (const event of worthReporting(events as AsyncIterable<TestEvent>, unfinished)) report.write(event)
  // A process that ends early passes as far as it came.
  for (const file of unfinished) process.stdout.write(`✖ ${file} was not run to its end\n`)
  if (unfinished.size > 0) process.exitCode = 1
  report.end()
  rmSync(shared, { recursive: true, force: true })
}

await main(process.argv.slice(2))
