import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { writePrivate } from './profiles.ts'

test('a file that many commands write at once is one of theirs, whole, and nothing is left beside it', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'symbolon-profiles-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'session.json')
  const contents = Array.from({ length: 20 }, (_, i) => `${i}`.repeat(10_000))
  await Promise.all(contents.map((content) => writePrivate(path, content)))
  assert.ok(contents.includes(await readFile(path, 'utf8')))
  assert.deepEqual(await readdir(folder), ['session.json'])
})
