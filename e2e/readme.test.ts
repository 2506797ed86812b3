import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { launcher } from './symbolon.ts'
import { startTestDemo } from './test-demo.ts'

const repository = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(join(repository, 'README.md'), 'utf8')

const { folder, end } = await startTestDemo()
after(end)
symlinkSync(join(repository, 'cli'), join(folder, 'cli'))

/** Lines of the README that somebody pastes: in blocks, and in the table of claims. */
function pastedLines(): string[] {
  return readme.split('\n').flatMap((line) => {
    if (/^(?:npx symbolon|[A-Z]+=\$\(npx symbolon)/.test(line)) return [line]
    return [...line.matchAll(/\| `(npx symbolon [^`]+)`/g)].map(([, command = '']) => command)
  })
}

test('every command of the README works when it is pasted after the one before', async () => {
  const lines = pastedLines()
  assert.ok(lines.length > 12, `only ${lines.length} commands`)
  // npx finds the command in the folder of the repository, and this test runs beside it.
  const npx = `npx() { shift; ${JSON.stringify(process.execPath)} ${JSON.stringify(launcher)} "$@"; }`
  const script = [npx, ...lines.map((line) => `${line} || { echo ${JSON.stringify(`failed: ${line}`)} >&2; exit 1; }`)]
  const env = { PATH: process.env.PATH ?? '', HOME: folder, CI: 'true' }
  const said = await promisify(execFile)('bash', ['-o', 'pipefail', '-c', script.join('\n')], { cwd: folder, env })
  assert.match(said.stdout, /Access stopped at .* has already seen \d+ entr(?:y|ies)\./)
})
