import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { findFiles } from './find-files.ts'

test('folders are taken apart in order, hidden files are passed over, links lead nowhere outside', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'symbolon-files-'))
  t.after(() => rm(folder, { recursive: true }))
  await mkdir(join(folder, 'in', 'deep'), { recursive: true })
  await mkdir(join(folder, 'out'))
  await Promise.all(
    ['in/b.json', 'in/a.json', 'in/deep/c.json', 'in/.hidden', 'out/secret.json'].map((name) =>
      writeFile(join(folder, name), 'x'),
    ),
  )
  await symlink(join(folder, 'out', 'secret.json'), join(folder, 'in', 'leak.json'))
  await symlink(join(folder, 'out'), join(folder, 'in', 'leaks'))
  await symlink(join(folder, 'in'), join(folder, 'in', 'deep', 'loop'))
  await symlink(join(folder, 'in', 'a.json'), join(folder, 'in', 'same.json'))
  const found = await findFiles([join(folder, 'in'), join(folder, 'out', 'secret.json')])
  assert.deepEqual(
    found.map(({ name }) => name),
    ['a.json', 'b.json', 'deep/c.json', 'same.json', 'secret.json'],
  )
})

test('error: CLI_FILE_UNREADABLE for what is not there, CLI_FILES_MISSING for nothing at all', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'symbolon-files-'))
  t.after(() => rm(folder, { recursive: true }))
  await assert.rejects(findFiles([join(folder, 'none')]), (error) => hasCode(error, 'CLI_FILE_UNREADABLE'))
  await assert.rejects(findFiles([folder]), (error) => hasCode(error, 'CLI_FILES_MISSING'))
})
