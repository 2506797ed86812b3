import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { staleFiles } from './generate.ts'

test('a file is stale when it is missing or differs by a byte', async () => {
  const root = await mkdtemp(join(tmpdir(), 'symbolon-generate-'))
  try {
    await writeFile(join(root, 'fresh.ts'), 'export const a = 1\n')
    await writeFile(join(root, 'stale.ts'), 'export const a = 1')
    const files = ['fresh.ts', 'stale.ts', 'missing.ts'].map((path) => ({ path, content: 'export const a = 1\n' }))
    assert.deepEqual(await staleFiles(files, root), ['stale.ts', 'missing.ts'])
  } finally {
    await rm(root, { recursive: true })
  }
})
