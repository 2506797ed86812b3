import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filesByProcess } from './test-processes.ts'

const numbered = (part: string, count: number) => Array.from({ length: count }, (_, i) => `${part}/src/${i}.test.ts`)

test('each file is run once, in its order, beside neighbours of its part alone', () => {
  const files = [...numbered('tools', 1), ...numbered('cli', 3), ...numbered('e2e', 2), ...numbered('node', 30)]
  const processes = filesByProcess(files)
  assert.deepEqual(processes.flat(), files)
  assert.deepEqual(
    processes.map(({ length }) => length),
    [1, 3, 1, 1, 12, 12, 6],
  )
  assert.deepEqual(filesByProcess([]), [])
})
