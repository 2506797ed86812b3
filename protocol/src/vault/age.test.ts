import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as npm from 'age-encryption'
import fc from 'fast-check'
import { ageCore } from '#age-core'
import { hasCode, utf8 } from '../kernel/index.ts'
import { openAge, sealAge } from './age.ts'
import { armor, dearmor, isArmored } from './armor.ts'
import { hybridIdentity, hybridIdentityText, parseIdentity, recipientOf, x25519Identity } from './identity.ts'
import { passphraseIdentity, passphraseRecipient } from './passphrase.ts'
import { payloadSize, plaintextSize } from './payload.ts'
import { parseRecipient } from './recipient.ts'
import { grantee, owner, repeatableRandom, stranger } from './test-record.ts'

const random = repeatableRandom('age test')
const classical = x25519Identity(repeatableRandom('classical')(32))
const classicalText = 'AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0'
const seed = repeatableRandom('owner')(32)
const sizes = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constantFrom(65_535, 65_536, 65_537, 131_072, 131_073))
const runs = { numRuns: ageCore.name === 'native' ? 60 : 20 }

test('a file opens for each of its recipients and for nobody else', () => {
  const file = sealAge({ plaintext: utf8('αίμα'), recipients: [owner.recipient, grantee.recipient], random })
  for (const identity of [owner, grantee]) assert.deepEqual(openAge({ file, identities: [identity] }), utf8('αίμα'))
  assert.deepEqual(openAge({ file, identities: [stranger, grantee] }), utf8('αίμα'))
})

test('error: another identity opens nothing', () => {
  const file = sealAge({ plaintext: utf8('αίμα'), recipients: [owner.recipient], random })
  for (const identities of [[], [stranger], [classical], [passphraseIdentity('x')]]) {
    assert.throws(() => openAge({ file, identities }), refusedAs('VAULT_IDENTITY_MISMATCH'))
  }
})

test('error: kinds of recipients do not mix', () => {
  const passphrase = passphraseRecipient('secret', 2)
  for (const recipients of [
    [owner.recipient, classical.recipient],
    [passphrase, passphrase],
    [passphrase, owner.recipient],
  ]) {
    const seal = () => sealAge({ plaintext: utf8(''), recipients, random })
    assert.throws(seal, refusedAs('VAULT_RECIPIENTS_MIXED'))
  }
  assert.throws(() => sealAge({ plaintext: utf8(''), recipients: [], random }), refusedAs('VAULT_RECIPIENT_INVALID'))
})

test('identities and recipients have one spelling', () => {
  assert.equal(recipientOf(parseIdentity(hybridIdentityText(seed))), recipientOf(owner))
  assert.equal(parseRecipient(recipientOf(owner)).text, recipientOf(owner))
  assert.equal(parseRecipient(recipientOf(classical)).text, recipientOf(classical))
  assert.equal(parseIdentity(classicalText).kind, 'x25519')
})

test('error: damaged recipients and identities', () => {
  const text = recipientOf(owner)
  const lowOrder = recipientOf(x25519Identity(new Uint8Array(32))).slice(0, -1)
  for (const bad of [
    '',
    'age1',
    text.slice(0, -1),
    text.slice(0, -1) + (text.endsWith('q') ? 'p' : 'q'),
    text.toUpperCase(),
    lowOrder,
    'é'.repeat(3000),
  ]) {
    assert.throws(() => parseRecipient(bad), refusedAs('VAULT_RECIPIENT_INVALID'))
  }
  for (const bad of ['', text, classicalText.toLowerCase(), classicalText.slice(0, -1), 'AGE-SECRET-KEY-1']) {
    assert.throws(() => parseIdentity(bad), refusedAs('VAULT_IDENTITY_INVALID'))
  }
  assert.throws(() => hybridIdentity(new Uint8Array(31)), refusedAs('VAULT_IDENTITY_INVALID'))
  assert.throws(() => x25519Identity(new Uint8Array(33)), refusedAs('VAULT_IDENTITY_INVALID'))
})

test('error: a passphrase seal that asks for too much work', () => {
  for (const factor of [0, 1.5, 21]) {
    assert.throws(() => passphraseRecipient('secret', factor), refusedAs('VAULT_WORK_FACTOR_REFUSED'))
  }
  const file = sealAge({ plaintext: utf8('x'), recipients: [passphraseRecipient('secret', 6)], random })
  assert.deepEqual(openAge({ file, identities: [passphraseIdentity('secret', 6)] }), utf8('x'))
  const open = () => openAge({ file, identities: [passphraseIdentity('secret', 5)] })
  assert.throws(open, refusedAs('VAULT_WORK_FACTOR_REFUSED'))
})

test('property: sizes of text and payload follow from each other', () => {
  fc.assert(fc.property(fc.nat(10_000_000), (size) => plaintextSize(payloadSize(size)) === size))
})

test('property: the text form gives the file back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (file) => {
      const text = utf8(armor(file))
      assert.ok(isArmored(text))
      assert.deepEqual(Uint8Array.from(dearmor(text)), file)
    }),
  )
  assert.ok(!isArmored(utf8('age-encryption.org/v1')))
})

test('property: the npm package reads what we seal', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.constantFrom('hybrid', 'x25519', 'passphrase'), async (size, kind) => {
      const plaintext = random(size)
      const decrypter = new npm.Decrypter()
      if (kind === 'passphrase') decrypter.addPassphrase('μυστικό')
      else decrypter.addIdentity(kind === 'hybrid' ? hybridIdentityText(seed) : classicalText)
      const file = sealAge({ plaintext, recipients: [recipientFor(kind)], random })
      assert.deepEqual(Uint8Array.from(await decrypter.decrypt(file)), plaintext)
    }),
    runs,
  )
})

test('property: we read what the npm package seals', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.constantFrom('hybrid', 'x25519', 'passphrase'), async (size, kind) => {
      const plaintext = random(size)
      const encrypter = new npm.Encrypter()
      encrypter.setScryptWorkFactor(4)
      if (kind === 'passphrase') encrypter.setPassphrase('μυστικό')
      else encrypter.addRecipient(kind === 'hybrid' ? recipientOf(owner) : recipientOf(parseIdentity(classicalText)))
      const file = await encrypter.encrypt(plaintext)
      const identities = [owner, parseIdentity(classicalText), passphraseIdentity('μυστικό')]
      assert.deepEqual(openAge({ file, identities }), plaintext)
    }),
    runs,
  )
})

function recipientFor(kind: string) {
  if (kind === 'passphrase') return passphraseRecipient('μυστικό', 4)
  return kind === 'hybrid' ? owner.recipient : parseIdentity(classicalText).recipient
}

function refusedAs(code: string) {
  return (error: unknown) => hasCode(error, code)
}
