import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Address } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { hasCode } from '../kernel/index.ts'
import { checkSiweMessage, readSiweMessage, type SiweSignIn, siweMessage } from './siwe.ts'

const account = privateKeyToAccount(`0x${'11'.repeat(32)}`)
const other = privateKeyToAccount(`0x${'22'.repeat(32)}`)
const now = Date.UTC(2030, 0, 1)
const expected = { domain: '127.0.0.1:7070', uri: 'http://127.0.0.1:7070', chainId: 7788 }
const signIn: SiweSignIn = {
  ...expected,
  address: account.address,
  nonce: 'k3Jd93kdLs8Q2mPz',
  issuedAt: now,
  expiresAt: now + 300_000,
}
const code = (wanted: string) => (error: unknown) => hasCode(error, wanted)

async function check(message: string, signature?: string): Promise<SiweSignIn> {
  return checkSiweMessage({ message, signature: signature ?? (await account.signMessage({ message })), expected, now })
}

test('a signed message proves the sign-in it spells', async () => {
  assert.deepEqual(await check(siweMessage(signIn)), signIn)
})

test('the text is the one of ERC-4361', () => {
  assert.equal(
    siweMessage(signIn),
    `127.0.0.1:7070 wants you to sign in with your Ethereum account:
${account.address}

Sign in to Symbolon. This signs you in and changes nothing else.

URI: http://127.0.0.1:7070
Version: 1
Chain ID: 7788
Nonce: k3Jd93kdLs8Q2mPz
Issued At: 2030-01-01T00:00:00.000Z
Expiration Time: 2030-01-01T00:05:00.000Z`,
  )
})

const refusals: [string, Partial<SiweSignIn>, string][] = [
  ['another domain', { domain: 'evil.example' }, 'domain'],
  ['another port', { domain: '127.0.0.1:7071' }, 'domain'],
  ['another address of the node', { uri: 'http://127.0.0.1:7070/' }, 'uri'],
  ['another chain', { chainId: 1 }, 'chain_id'],
  ['signed in the future', { issuedAt: now + 61_000, expiresAt: now + 120_000 }, 'issued_at'],
  ['past its end', { issuedAt: now - 600_000, expiresAt: now }, 'expires_at'],
  ['good for hours', { expiresAt: now + 3_600_000 }, 'expires_at'],
]
for (const [name, change, field] of refusals) {
  test(`error: a message ${name} is refused by its ${field}`, async () => {
    await assert.rejects(
      check(siweMessage({ ...signIn, ...change })),
      (error) => hasCode(error, 'IDENTITY_SIGN_IN_REFUSED') && error.facts.field === field,
    )
  })
}

test('error: a signature of another account, or of another message, is refused', async () => {
  const message = siweMessage(signIn)
  const invalid = code('IDENTITY_SIGNATURE_INVALID')
  await assert.rejects(check(message, await other.signMessage({ message })), invalid)
  await assert.rejects(check(message, await account.signMessage({ message: `${message} ` })), invalid)
  const changes: Partial<SiweSignIn>[] = [
    { nonce: 'k3Jd93kdLs8Q2mPy' },
    { address: other.address },
    { issuedAt: now - 1 },
  ]
  const signature = await account.signMessage({ message })
  for (const change of changes) await assert.rejects(check(siweMessage({ ...signIn, ...change }), signature), invalid)
})

test('error: the malleable twin and other spellings of a good signature are refused', async () => {
  const message = siweMessage(signIn)
  const good = await account.signMessage({ message })
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n
  const s = (order - BigInt(`0x${good.slice(66, 130)}`)).toString(16).padStart(64, '0')
  const twin = `${good.slice(0, 66)}${s}${good.endsWith('1b') ? '1c' : '1b'}`
  const zeroBased = `${good.slice(0, 130)}${good.endsWith('1b') ? '00' : '01'}`
  for (const signature of [twin, zeroBased, good.slice(0, -2), `${good}00`, good.slice(2), '0x', '', 'not hex']) {
    await assert.rejects(check(message, signature), code('IDENTITY_SIGNATURE_INVALID'), signature)
  }
})

test('error: fields that cannot stand in the text are refused', () => {
  const bad: Partial<SiweSignIn>[] = [
    { nonce: 'short' },
    { nonce: 'with space here' },
    { domain: 'two words' },
    { uri: 'nowhere' },
    { chainId: 1.5 },
    { address: '0x12' as Address },
    { issuedAt: Number.NaN },
  ]
  for (const change of bad) {
    assert.throws(() => siweMessage({ ...signIn, ...change }), code('IDENTITY_SIGN_IN_MESSAGE_INVALID'))
  }
})

test('property: a message changed in any character is another message or none', () => {
  const text = siweMessage(signIn)
  const edits = fc.tuple(fc.nat(text.length - 1), fc.string({ unit: 'grapheme', maxLength: 3 }), fc.nat(3))
  fc.assert(
    fc.property(edits, ([at, put, cut]) => {
      const changed = text.slice(0, at) + put + text.slice(at + cut)
      fc.pre(changed !== text)
      let read: SiweSignIn
      try {
        read = readSiweMessage(changed)
      } catch (error) {
        assert.ok(hasCode(error, 'IDENTITY_SIGN_IN_MESSAGE_INVALID'))
        return
      }
      assert.notDeepEqual(read, signIn)
      assert.equal(siweMessage(read), changed)
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: any other text is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      assert.throws(() => readSiweMessage(text), code('IDENTITY_SIGN_IN_MESSAGE_INVALID'))
    }),
    { numRuns: fuzzRuns },
  )
  assert.throws(() => readSiweMessage(`${siweMessage(signIn)}${' '.repeat(2000)}`))
})
