import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { describeError, hasCode, type SymbolonError, utf8 } from '../kernel/index.ts'
import { newKeyring, openKeyring, sealKeyring, type Unlocker } from './keyring.ts'
import { newRecoveryCode } from './recovery-code.ts'

const root = newKeyring(randomBytes)
const passphrase = 'a passphrase of the test'
const workFactor = 1
const code = (wanted: string) => (error: unknown) => hasCode(error, wanted)

test('the passphrase and the recovery code each open the same root', async () => {
  const recoveryCode = newRecoveryCode(randomBytes)
  const underPassphrase = await sealKeyring({ root, passphrase, workFactor })
  const underCode = await sealKeyring({ root, recoveryCode, workFactor })
  assert.deepEqual(await openKeyring({ file: underPassphrase, passphrase }), root)
  assert.deepEqual(await openKeyring({ file: underCode, recoveryCode }), root)
  assert.deepEqual(await openKeyring({ file: underCode, recoveryCode: recoveryCode.toLowerCase() }), root)
})

test('an accent typed in either Unicode form opens', async () => {
  const file = await sealKeyring({ root, passphrase: 'καλημέρα σε όλους'.normalize('NFD'), workFactor })
  assert.deepEqual(await openKeyring({ file, passphrase: 'καλημέρα σε όλους'.normalize('NFC') }), root)
})

test('two sealings of one root share nothing that shows', async () => {
  const one = await sealKeyring({ root, passphrase, workFactor })
  const two = await sealKeyring({ root, passphrase, workFactor })
  assert.notDeepEqual(one.slice(60), two.slice(60))
})

test('error: IDENTITY_KEYRING_LOCKED says in both languages what was tried', async () => {
  const file = await sealKeyring({ root, passphrase, workFactor })
  const titles = async (unlocker: Unlocker) => {
    const error: SymbolonError = await openKeyring({ file, ...unlocker }).then(
      () => assert.fail(),
      (thrown) => thrown,
    )
    return [describeError(error, 'en').title, describeError(error, 'el').title]
  }
  assert.deepEqual(await titles({ passphrase: 'another one' }), [
    'The keyring does not open with this passphrase',
    'Η κλειδοθήκη δεν ανοίγει με αυτή τη φράση πρόσβασης',
  ])
  assert.deepEqual(await titles({ recoveryCode: newRecoveryCode(randomBytes) }), [
    'The keyring does not open with this recovery code',
    'Η κλειδοθήκη δεν ανοίγει με αυτόν τον κωδικό ανάκτησης',
  ])
})

test('error: a wrong passphrase and a wrong code open nothing', async () => {
  const file = await sealKeyring({ root, passphrase, workFactor })
  await assert.rejects(openKeyring({ file, passphrase: `${passphrase} ` }), code('IDENTITY_KEYRING_LOCKED'))
  await assert.rejects(openKeyring({ file, passphrase: '' }), code('IDENTITY_KEYRING_LOCKED'))
  const recoveryCode = newRecoveryCode(randomBytes)
  await assert.rejects(openKeyring({ file, recoveryCode }), code('IDENTITY_KEYRING_LOCKED'))
  await assert.rejects(openKeyring({ file, recoveryCode: 'ABCD' }), code('IDENTITY_RECOVERY_CODE_INVALID'))
})

test('error: a short or blank passphrase seals nothing', async () => {
  for (const weak of ['ninechars', '', ' '.repeat(20), '\t\n\u00a0'.repeat(5), `   short${' '.repeat(10)}`]) {
    await assert.rejects(
      sealKeyring({ root, passphrase: weak, workFactor }),
      code('IDENTITY_PASSPHRASE_TOO_SHORT'),
      JSON.stringify(weak),
    )
  }
})

test('error: a root that is no root and a cost outside 1 to 20 are IDENTITY_SEALING_INVALID', async () => {
  for (const size of [0, 31, 33]) {
    const wrong = new Uint8Array(size)
    await assert.rejects(sealKeyring({ root: wrong, passphrase, workFactor }), code('IDENTITY_SEALING_INVALID'))
  }
  for (const cost of [0, -1, 21, 1.5, Number.NaN]) {
    await assert.rejects(sealKeyring({ root, passphrase, workFactor: cost }), code('IDENTITY_SEALING_INVALID'))
  }
})

test('error: a file changed in any byte, cut short or made longer opens nothing', async () => {
  const file = await sealKeyring({ root, passphrase, workFactor })
  const damaged = (error: unknown) =>
    hasCode(error, 'IDENTITY_KEYRING_DAMAGED') || hasCode(error, 'IDENTITY_KEYRING_LOCKED')
  for (let at = 0; at < file.length; at++) {
    const changed = file.with(at, (file[at] ?? 0) ^ 1)
    if (workFactorOf(changed) > 4) continue
    await assert.rejects(openKeyring({ file: changed, passphrase }), damaged, `byte ${at}`)
    await assert.rejects(openKeyring({ file: file.slice(0, at), passphrase }), damaged, `cut at ${at}`)
  }
  await assert.rejects(openKeyring({ file: new Uint8Array([...file, 0]), passphrase }), damaged)
  await assert.rejects(openKeyring({ file: new Uint8Array(4097), passphrase }), damaged)
})

test('error: a sealed text that is no keyring is told from a wrong passphrase', async () => {
  const { Encrypter } = await import('age-encryption')
  for (const text of ['', 'symbolon-keyring-1 AAAA\n', `symbolon-keyring-2 ${'A'.repeat(43)}\n`]) {
    const encrypter = new Encrypter()
    encrypter.setScryptWorkFactor(workFactor)
    encrypter.setPassphrase(passphrase)
    const file = await encrypter.encrypt(utf8(text))
    await assert.rejects(openKeyring({ file, passphrase }), code('IDENTITY_KEYRING_DAMAGED'))
  }
})

test('property: bytes that are no age file are refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (file) => {
      await assert.rejects(openKeyring({ file, passphrase }), code('IDENTITY_KEYRING_DAMAGED'))
    }),
  )
})

function workFactorOf(file: Uint8Array): number {
  return Number(/scrypt \S+ (\d+)\n/.exec(Buffer.from(file).toString('latin1'))?.[1] ?? 0)
}
