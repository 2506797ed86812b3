import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { nodeFiles } from './file-system.ts'
import { createDurably, replaceDurably } from './write-durably.ts'

const texts = Array.from({ length: 20 }, (_, i) => `${i}`.repeat(10_000))

async function fileFor(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'symbolon-durably-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return { folder, path: join(folder, 'a') }
}

test('of many that make a file at once one has made it, with its own text, and nothing is left beside it', async (t) => {
  const { folder, path } = await fileFor(t)
  const made = await Promise.all(texts.map((text) => createDurably(nodeFiles, { path, text })))
  assert.equal(made.filter((isMade) => isMade).length, 1)
  assert.equal(await readFile(path, 'utf8'), texts[made.indexOf(true)])
  assert.deepEqual(await readdir(folder), ['a'])
})

test('a file that many replace at once holds the text of one of them, whole', async (t) => {
  const { folder, path } = await fileFor(t)
  await Promise.all(texts.map((text) => replaceDurably(nodeFiles, { path, text })))
  assert.ok(texts.includes(await readFile(path, 'utf8')))
  assert.deepEqual(await readdir(folder), ['a'])
})
