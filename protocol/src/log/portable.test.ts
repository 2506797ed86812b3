import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const files = ['note.test.ts', 'policy.test.ts', 'tessera.test.ts']

test('the same tests pass on the portable core, which browsers take', () => {
  const args = ['--conditions=portable', '--test', '--test-reporter=tap', ...files]
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const { stdout } = spawnSync(process.execPath, args, { cwd: here, env, encoding: 'utf8', maxBuffer: 2 ** 26 })
  assert.deepEqual(stdout.match(/^not ok .*$/gm) ?? [], [])
  assert.match(stdout, /^# fail 0$/m)
  assert.match(stdout, /signed, cosigned and verified on the portable core/)
})
