import { strict as assert } from 'node:assert'
import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { findPrograms, packagedFolder } from './programs.ts'
import { serverAccount } from './server-account.ts'

const account = serverAccount('/nowhere')
const skip = account === undefined && 'NOT TESTED HERE: only root runs the server under another account'

function versionSaidBy(program: string): string {
  return spawnSync(program, ['--version'], { cwd: '/', ...account }).stdout.toString()
}

test('the programs of the package run under the account of the server', () => {
  const { postgres, initdb } = findPrograms(account)
  assert.match(versionSaidBy(postgres), /^postgres \(PostgreSQL\) 18/)
  assert.match(versionSaidBy(initdb), /^initdb \(PostgreSQL\) 18/)
})

test('a package in a folder that only root may enter is copied once to where the account may read', { skip }, () => {
  const root = mkdtempSync(join(tmpdir(), 'symbolon-programs-'))
  const copies = join(root, 'open', 'copies')
  mkdirSync(copies, { recursive: true })
  chmodSync(root, 0o755)
  const closed = join(root, 'closed')
  cpSync(dirname(packagedFolder()), closed, { recursive: true, verbatimSymlinks: true })
  chmodSync(closed, 0o700)
  const places = { packaged: join(closed, 'native'), copies }
  const found = findPrograms(account, places)
  assert.ok(found.postgres.startsWith(copies))
  assert.match(versionSaidBy(found.postgres), /PostgreSQL/)
  assert.match(versionSaidBy(found.initdb), /PostgreSQL/)
  const made = statSync(found.postgres).ino
  assert.equal(statSync(findPrograms(account, places).postgres).ino, made)
  rmSync(root, { recursive: true })
})
