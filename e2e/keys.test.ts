import assert from 'node:assert/strict'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { runSymbolon } from './symbolon.ts'
import { folderFor } from './test-demo.ts'

/** A new keyring of maria's, the files with her secrets, and her commands. */
async function newMaria(t: TestContext) {
  const folder = await folderFor(t)
  const home = join(folder, 'home')
  const file = async (name: string, text: string) => {
    const path = join(folder, name)
    await writeFile(path, text)
    return path
  }
  const passphrase = await file('passphrase', 'όνομα χωρίς νόημα 7\n')
  const other = await file('other', 'another one that is long\n')
  const code = join(folder, 'code')
  const env = { SYMBOLON_HOME: home, SYMBOLON_PASSPHRASE_FILE: passphrase }
  const run = (args: string[], more: Record<string, string> = {}) =>
    runSymbolon([...args, '--as', 'maria'], { ...env, ...more })
  const made = await run(['keys', 'new', '--recovery-code-file', code, '--json'])
  assert.equal(made.code, 0, made.stderr)
  return { run, file, home, made, passphrase, other, code }
}

test('a new keyring opens by passphrase and by recovery code, and neither lies about', async (t) => {
  const { run, home, made, code } = await newMaria(t)
  assert.match(await readFile(code, 'utf8'), /^(?:[0-9A-Z]{4}-){7}[0-9A-Z]{4}\n$/)
  for (const name of ['profile.json', 'keyring.passphrase.age', 'keyring.recovery.age']) {
    assert.equal((await stat(join(home, 'profiles', 'maria', name))).mode & 0o777, 0o600, name)
  }
  assert.equal((await stat(code)).mode & 0o777, 0o600)
  assert.doesNotMatch(made.stdout + made.stderr, /[0-9A-Z]{4}-[0-9A-Z]{4}/, 'the code is not printed beside the file')
  const again = await run(['keys', 'new', '--recovery-code-file', `${code}2`])
  assert.deepEqual([again.code, /CLI_PROFILE_EXISTS/.test(again.stderr)], [1, true])
  const verified = await run(['keys', 'verify', '--recovery-code-file', code])
  assert.equal(verified.code, 0, verified.stderr)
})

test('a passphrase is changed, and a lost one replaced with the recovery code; the keys stay the same', async (t) => {
  const { run, file, passphrase, other, code } = await newMaria(t)
  const { address, recipient } = JSON.parse((await run(['keys', 'show', '--json'])).stdout) as Record<string, string>
  assert.match(recipient ?? '', /^age1pq1/)
  assert.equal((await run(['keys', 'verify'], { SYMBOLON_PASSPHRASE_FILE: other })).code, 4)
  const changed = await run(['keys', 'change-passphrase', '--new-passphrase-file', other])
  assert.equal(changed.code, 0, changed.stderr)
  assert.equal((await run(['keys', 'verify'])).code, 4, 'the old passphrase opens nothing')
  const recovered = await run(['keys', 'recover', '--recovery-code-file', code, '--new-passphrase-file', passphrase])
  assert.equal(recovered.code, 0, recovered.stderr)
  const after = JSON.parse((await run(['keys', 'show', '--json'])).stdout) as Record<string, string>
  assert.equal(after.address, address)
  const mistyped = await file(
    'mistyped',
    (await readFile(code, 'utf8')).replace(/[0-9A-Z]/, (c) => (c === 'A' ? 'B' : 'A')),
  )
  const wrong = await run(['keys', 'recover', '--recovery-code-file', mistyped, '--new-passphrase-file', other])
  assert.deepEqual([wrong.code, /IDENTITY_RECOVERY_CODE_INVALID/.test(wrong.stderr)], [3, true])
})

test('error: what a new keyring needs is said when nobody can be asked', async (t) => {
  const folder = await folderFor(t)
  const env = { SYMBOLON_HOME: folder }
  const cases: [string[], Record<string, string>, number, RegExp][] = [
    [['keys', 'new'], {}, 3, /CLI_PROFILE_NAME_NEEDED/],
    [['keys', 'show'], {}, 4, /CLI_PROFILE_NEEDED/],
    [['keys', 'new', '--as', 'Not A Name'], {}, 3, /CLI_PROFILE_NAME_INVALID/],
    [['keys', 'new', '--as', 'maria'], {}, 4, /CLI_PASSPHRASE_NEEDED/],
    [['keys', 'new', '--as', 'maria'], { SYMBOLON_PASSPHRASE: 'short' }, 3, /IDENTITY_PASSPHRASE_TOO_SHORT/],
    [['keys', 'new', '--as', 'maria'], { SYMBOLON_PASSPHRASE: 'long enough for this' }, 3, /--recovery-code-file/],
    [['keys', 'new', '--as', 'maria', '--kind', 'wizard'], {}, 3, /IDENTITY_KIND_UNKNOWN/],
    [['keys', 'show', '--as', 'maria'], {}, 5, /CLI_PROFILE_UNKNOWN/],
  ]
  for (const [args, more, code, said] of cases) {
    const ended = await runSymbolon(args, { ...env, ...more })
    assert.equal(ended.code, code, `${args.join(' ')}\n${ended.stderr}`)
    assert.match(ended.stderr, said)
  }
})

test('error: a damaged profile names the file', async (t) => {
  const folder = await folderFor(t)
  const env = { SYMBOLON_HOME: folder, SYMBOLON_PASSPHRASE: 'long enough for this' }
  const made = await runSymbolon(['keys', 'new', '--as', 'maria', '--recovery-code-file', join(folder, 'code')], env)
  assert.equal(made.code, 0, made.stderr)
  const keyring = join(folder, 'profiles', 'maria', 'keyring.passphrase.age')
  await writeFile(keyring, (await readFile(keyring)).subarray(0, 100))
  assert.match((await runSymbolon(['keys', 'show', '--as', 'maria'], env)).stderr, /IDENTITY_KEYRING_DAMAGED/)
  await writeFile(join(folder, 'profiles', 'maria', 'profile.json'), '{')
  const ended = await runSymbolon(['keys', 'show', '--as', 'maria'], env)
  assert.deepEqual([ended.code, /CLI_PROFILE_DAMAGED/.test(ended.stderr)], [3, true])
})
