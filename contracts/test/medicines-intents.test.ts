import assert from 'node:assert/strict'
import { test } from 'node:test'
import packsVectors from '../../vectors/intents/packs.json' with { type: 'json' }
import prefixesVectors from '../../vectors/intents/prefixes.json' with { type: 'json' }
import { type Call, type Chain, startChain } from './chain.ts'
import { credential, licenceOf, preparePacks } from './packs-chain.ts'

type Message = Readonly<Record<string, unknown>>
type Signatures = readonly (string | undefined)[]
/** The arguments that bring an intent to its function. */
type Bring = (message: Message, signatures: Signatures) => readonly unknown[]

interface Vectors {
  readonly domain: { readonly chainId: number; readonly verifyingContract: string }
  readonly valid: readonly { intent: string; message: object; signatures: readonly { readonly signature: string }[] }[]
  readonly invalid: readonly { intent: string; why: string; signature: string }[]
}

const peak = 0
const maker = licenceOf('maker')
const pharmacy = licenceOf('pharmacy')
/** The state of the vectors that a pharmacy gives. */
const supplied = 1

const packsFunctions: Readonly<Record<string, readonly [name: string, Bring]>> = {
  Commission: ['commission', (message, signatures) => [message, ...signatures]],
  HandOver: [
    'handOver',
    (handOver, [fromSignature, toSignature]) => {
      const help = { fromLicence: maker, toLicence: pharmacy, peaks: [peak, peak], pages: [] }
      return [[{ handOver, ...help, fromSignature, toSignature }]]
    },
  ],
  Mark: [
    'mark',
    (mark, [signature]) => [[{ mark, peak, licence: mark.state === supplied ? pharmacy : maker, signature }]],
  ],
  Undo: ['undo', (message, signatures) => [message, peak, pharmacy, ...signatures]],
  Repackaging: ['repackage', (message, signatures) => [message, peak, maker, ...signatures]],
  Ruling: ['rule', (message, signatures) => [message, peak, ...signatures]],
  Recall: ['recall', (message, signatures) => [message, ...signatures]],
  Withdrawal: ['withdraw', (message, signatures) => [message, ...signatures]],
}

const prefixesFunctions: typeof packsFunctions = {
  IssuerAdmission: ['admitIssuer', (message, signatures) => [message, ...signatures]],
  LicenceEnd: ['endLicence', (message, signatures) => [message, ...signatures]],
  IssuerDismissal: ['dismissIssuer', (message, signatures) => [message, ...signatures]],
}

const slices = [
  { contract: 'Packs', vectors: packsVectors as Vectors, functions: packsFunctions },
  { contract: 'Prefixes', vectors: prefixesVectors as Vectors, functions: prefixesFunctions },
] as const

for (const { contract, vectors, functions } of slices) {
  test(`${contract} accepts every valid vector, and refuses every invalid one at its turn`, async () => {
    const chain = await startChain()
    await preparePacks(chain)
    assert.equal(vectors.domain.chainId, chain.chainId)
    assert.equal(vectors.domain.verifyingContract.toLowerCase(), chain.addresses[contract].toLowerCase())
    for (const { intent, message, signatures } of vectors.valid) {
      const [functionName, bring] = functions[intent] ?? assert.fail(`no function takes ${intent}`)
      const call = (signed: Signatures): Call => ({ contract, functionName, args: bring({ ...message }, signed) })
      const right = signatures.map(({ signature }) => signature)
      const invalid = vectors.invalid.filter((one) => one.intent === intent)
      assert.ok(invalid.length >= 9)
      for (const { why, signature } of invalid) {
        const refusal = await chain.refusal(call([signature, ...right.slice(1)]))
        assert.equal(refusal, `${contract}SignatureInvalid`, `${intent}: ${why}`)
      }
      await chain.send(call(right))
    }
  })
}

test('a licence is proved with the figures of a JSON Web Token, and by nobody else’s key', async () => {
  const chain = await startChain()
  const call: Call = { contract: 'Prefixes', functionName: 'proveLicence', args: [credential] }
  assert.equal(await chain.refusal(call), 'PrefixesIssuerUnknown')
  await preparePacks(chain)
  assert.equal(await chain.refusal(call), undefined)
  const swapped: Call = { ...call, args: [{ ...credential, r: credential.s, s: credential.r }] }
  assert.equal(await chain.refusal(swapped), 'PrefixesCredentialUnsigned')
  await assertHeld(chain)
})

async function assertHeld(chain: Chain): Promise<void> {
  const answer = await chain.read({ contract: 'Prefixes', functionName: 'holderOf', args: [5_201_234n, 7] })
  assert.deepEqual(answer, ['0xe46873f7Fd0826889BE9c26D9a19dD5800Ab7E49', 2_019_686_400n])
}
