import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { bundledPrograms, isFresh, programUrl, STAMPS_FILE, stampOf } from './program-bundle.ts'

const root = mkdtempSync(join(tmpdir(), 'symbolon-bundle-'))
const folder = join(root, 'bundle')
const source = join(root, 'source.ts')
const earlier = new Date('2026-01-01T00:00:00Z')
after(() => rmSync(root, { recursive: true }))

beforeEach(() => {
  writeFileSync(source, 'export const one = 1\n')
  utimesSync(source, earlier, earlier)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, STAMPS_FILE), JSON.stringify({ 'source.ts': stampOf(source) }))
})

test('a bundle is used while its sources are as they were', () => {
  assert.equal(isFresh(folder, root), true)
})

test('a source that was changed, put back with another date or removed is run itself', () => {
  writeFileSync(source, 'export const one = 2\n')
  assert.equal(isFresh(folder, root), false, 'changed, as long as before')
  utimesSync(source, earlier, earlier)
  assert.equal(isFresh(folder, root), true, 'its date and size are all that is looked at')
  writeFileSync(source, 'export const one = 1_000\n')
  utimesSync(source, earlier, earlier)
  assert.equal(isFresh(folder, root), false, 'longer')
  rmSync(source)
  assert.equal(isFresh(folder, root), false, 'gone')
})

test('without a bundle, or with half of one, sources are run', () => {
  for (const stamps of ['{"source.ts":', '', 'null', '[]', '{}', '7', '{"source.ts":null}', '{"../source.ts":""}']) {
    writeFileSync(join(folder, STAMPS_FILE), stamps)
    assert.equal(isFresh(folder, root), false, stamps)
  }
  rmSync(folder, { recursive: true })
  assert.equal(isFresh(folder, root), false)
})

test('what is to be run for a program is there', () => {
  for (const program of Object.keys(bundledPrograms) as (keyof typeof bundledPrograms)[])
    assert.ok(existsSync(fileURLToPath(programUrl(program))), program)
})
