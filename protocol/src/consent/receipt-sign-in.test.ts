import assert from 'node:assert/strict'
import { test } from 'node:test'
import { privateKeyToAccount } from 'viem/accounts'
import { type SiweSignIn, signInDigest, siweMessage } from '../identity/index.ts'
import { hasCode, type Words } from '../kernel/index.ts'
import { failedCheck } from '../log/index.ts'
import { verifySignIn } from './receipt-sign-in.ts'

const account = privateKeyToAccount(`0x${'11'.repeat(32)}`)
const other = privateKeyToAccount(`0x${'22'.repeat(32)}`)
const now = Date.UTC(2030, 0, 1)
const minute = 60_000
const signIn: SiweSignIn = {
  domain: 'node.example',
  uri: 'https://node.example',
  chainId: 7788,
  address: account.address,
  nonce: 'k3Jd93kdLs8Q2mPz',
  issuedAt: now,
  expiresAt: now + 5 * minute,
}
const message = siweMessage(signIn)
const signature = await account.signMessage({ message })
const claim = { message, signature }
const at = (ms: number) => new Date(ms).toISOString()
const receipt = { at: at(now + 20 * minute), sign_in: signInDigest(message) }

function isUnproven(words: string) {
  return (error: unknown) =>
    hasCode(error, 'LOG_SIGN_IN_UNPROVEN') &&
    failedCheck(error) === 'sign_in' &&
    (error.facts.reason as Words).en.includes(words)
}

test('the sign-in that a receipt names shows whose key opened the session', async () => {
  assert.deepEqual(await verifySignIn(receipt, claim), signIn)
})

test('a proof without a sign-in shows none, whether the receipt names one or not', async () => {
  assert.equal(await verifySignIn(receipt, null), null)
  assert.equal(await verifySignIn({ at: receipt.at }, null), null)
})

test('a receipt lies within what the session allows: a minute before it is signed, until the session and its requests end', async () => {
  const [from, until] = [now - minute, now + (5 + 30 + 1) * minute]
  for (const time of [from, now, until - 1])
    assert.ok(await verifySignIn({ ...receipt, at: at(time) }, claim), at(time))
  for (const time of [from - 1, until])
    await assert.rejects(verifySignIn({ ...receipt, at: at(time) }, claim), isUnproven('another time'))
  await assert.rejects(verifySignIn({ ...receipt, at: 'no time' }, claim), isUnproven('another time'))
})

test('error: LOG_SIGN_IN_UNPROVEN for another message, a message that is none, and where the receipt names none', async () => {
  const later = siweMessage({ ...signIn, issuedAt: now + 1 })
  const changed = { message: later, signature: await account.signMessage({ message: later }) }
  await assert.rejects(verifySignIn(receipt, changed), isUnproven('another one'))
  await assert.rejects(verifySignIn({ at: receipt.at }, claim), isUnproven('names none'))
  const text = 'I read what I like'
  const free = { message: text, signature: await account.signMessage({ message: text }) }
  await assert.rejects(verifySignIn({ ...receipt, sign_in: signInDigest(text) }, free), isUnproven('form'))
})

test('error: LOG_SIGN_IN_UNPROVEN for a signature that is altered, of somebody else or of a contract', async () => {
  const byte = signature.slice(20, 22) === '00' ? '01' : '00'
  const wrong = [
    `${signature.slice(0, 20)}${byte}${signature.slice(22)}`,
    await other.signMessage({ message }),
    `0x${'6492'.repeat(64)}`,
    '',
  ]
  for (const signature of wrong)
    await assert.rejects(verifySignIn(receipt, { message, signature }), isUnproven('did not sign'))
})

test('error: LOG_SIGN_IN_UNPROVEN for a message that names the address of somebody else', async () => {
  const foreign = siweMessage({ ...signIn, address: other.address })
  const named = { ...receipt, sign_in: signInDigest(foreign) }
  const claimed = { message: foreign, signature: await account.signMessage({ message: foreign }) }
  await assert.rejects(verifySignIn(named, claimed), isUnproven('did not sign'))
})
