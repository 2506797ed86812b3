import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashTypedData, keccak256, toHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import vectors from '../../../vectors/intents/identity.json' with { type: 'json' }
import {
  type IntentPlace,
  profileUpdateIntent,
  registrationIntent,
  roleGrantIntent,
  roleRevocationIntent,
} from './intents.ts'

const intents = {
  Registration: registrationIntent,
  ProfileUpdate: profileUpdateIntent,
  RoleGrant: roleGrantIntent,
  RoleRevocation: roleRevocationIntent,
}
type Build = (intent: unknown) => ReturnType<typeof registrationIntent>

const wide = ['until', 'nonce', 'deadline']
const place = vectors.domain as unknown as IntentPlace

for (const { intent, message, digest, signatures } of vectors.valid) {
  const build = intents[intent as keyof typeof intents] as unknown as Build
  const fields = Object.fromEntries(
    Object.entries(message).map(([name, value]) => [name, wide.includes(name) ? BigInt(value) : value]),
  )

  test(`${intent} has the digest and the signatures of the vector`, async () => {
    const typed = build({ ...place, ...fields })
    assert.deepEqual(typed.domain, vectors.domain)
    assert.equal(hashTypedData(typed), digest)
    for (const { signer, account, signature } of signatures) {
      const key = privateKeyToAccount(keccak256(toHex(`vector key ${signer}`)))
      assert.equal(key.address, account)
      assert.equal(await key.signTypedData(typed), signature)
    }
  })

  test(`${intent} has another digest when any one field, the chain or the contract is another`, () => {
    const altered = Object.entries(fields).map(([name, value]) => ({ ...place, ...fields, [name]: another(value) }))
    const elsewhere = [
      { ...place, ...fields, chainId: place.chainId + 1 },
      { ...place, ...fields, verifyingContract: `0x${'11'.repeat(20)}` },
    ]
    const digests = [...altered, ...elsewhere].map((one) => hashTypedData(build(one)))
    assert.equal(new Set([...digests, digest]).size, digests.length + 1)
  })
}

function another(value: unknown): unknown {
  if (typeof value === 'bigint') return value + 1n
  if (typeof value === 'number') return value + 1
  return keccak256(value as `0x${string}`).slice(0, String(value).length)
}
