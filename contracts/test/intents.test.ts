import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stringToHex } from 'viem'
import consentVectors from '../../vectors/intents/consent.json' with { type: 'json' }
import identityVectors from '../../vectors/intents/identity.json' with { type: 'json' }
import logVectors from '../../vectors/intents/log.json' with { type: 'json' }
import recordsVectors from '../../vectors/intents/records.json' with { type: 'json' }
import { type Call, type Chain, type ContractName, startChain } from './chain.ts'

interface Vectors {
  readonly domain: { readonly chainId: number; readonly verifyingContract: string }
  readonly valid: readonly {
    readonly intent: string
    readonly message: object
    readonly signatures: readonly { readonly signature: string }[]
  }[]
  readonly invalid: readonly { intent: string; why: string; message: object; signature: string }[]
}

/** Contracts whose functions take an intent as one struct; the others take its fields. */
const takesStruct: readonly ContractName[] = ['Parties', 'Checkpoints']
const role = stringToHex('care-provider', { size: 32 })
const authority = identityVectors.valid[2]?.message.authority
const { given } = consentVectors

const slices: { contract: ContractName; vectors: Vectors; functions: Record<string, string>; before: Call[] }[] = [
  {
    contract: 'Parties',
    vectors: identityVectors,
    functions: {
      Registration: 'register',
      ProfileUpdate: 'updateProfile',
      RoleGrant: 'grantRole',
      RoleRevocation: 'revokeRole',
    },
    before: [{ contract: 'Parties', functionName: 'accredit', args: [role, authority, true] }],
  },
  {
    contract: 'Records',
    vectors: recordsVectors,
    functions: { Mint: 'mint', Amend: 'amend', Rekey: 'rekey', Erase: 'erase' },
    before: [],
  },
  {
    contract: 'Consents',
    vectors: consentVectors,
    functions: { Delegation: 'delegate', Revocation: 'revoke' },
    before: [
      {
        contract: 'Consents',
        functionName: 'give',
        args: [given.commitment, given.account, given.week],
      },
    ],
  },
  {
    contract: 'Checkpoints',
    vectors: logVectors,
    functions: { Checkpoint: 'advance', Rotation: 'rotate' },
    before: [],
  },
]

for (const { contract, vectors, functions, before } of slices) {
  test(`${contract} accepts every valid vector, and refuses every invalid one at its turn`, async () => {
    const chain = await startChain()
    assert.equal(vectors.domain.chainId, chain.chainId)
    assert.equal(vectors.domain.verifyingContract.toLowerCase(), chain.addresses[contract].toLowerCase())
    for (const call of before) await chain.send(call)
    for (const { intent, message, signatures } of vectors.valid) {
      const functionName = functions[intent]
      if (!functionName) continue
      const call = (changed: readonly string[]): Call => {
        const fields = takesStruct.includes(contract) ? [message] : Object.values(message)
        return { contract, functionName, args: [...fields, ...changed] }
      }
      const right = signatures.map(({ signature }) => signature)
      await assertInvalidRefused(chain, vectors, intent, (signature) => call([signature, ...right.slice(1)]))
      await chain.send(call(right))
    }
  })
}

test('error: on a call that is refused, the reason has a name', async () => {
  const chain = await startChain()
  const call: Call = { contract: 'Records', functionName: 'ownerOf', args: [1n] }
  assert.equal(await chain.refusal(call), 'RecordsUnknown')
  const stranger: Call = {
    contract: 'Records',
    functionName: 'approve',
    args: [chain.addresses.Records, 1n],
  }
  assert.equal(await chain.refusal(stranger), 'RecordsLocked')
})

async function assertInvalidRefused(
  chain: Chain,
  vectors: Vectors,
  intent: string,
  callWith: (signature: string) => Call,
): Promise<void> {
  const invalid = vectors.invalid.filter((one) => one.intent === intent)
  assert.ok(invalid.length >= 9)
  for (const { why, signature } of invalid) {
    assert.match((await chain.refusal(callWith(signature))) ?? 'accepted', /SignatureInvalid$/, `${intent}: ${why}`)
  }
}
