import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TypedDataDefinition } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import { hashTypedData, keccak256, toHex } from 'viem/utils'
import type { IntentPlace } from '../kernel/index.ts'

/** The valid part of a file under vectors/intents. */
interface IntentVectors {
  readonly domain: object
  readonly valid: readonly {
    readonly intent: string
    readonly message: object
    readonly digest: string
    readonly signatures: readonly { readonly signer: string; readonly account: string; readonly signature: string }[]
  }[]
}

type Build = (intent: unknown) => TypedDataDefinition

/**
 * Holds the builders of a slice's intents to its vectors.
 * @param intents builders by the names of the intents
 * @param wide fields that are wider than 53 bits, which the vectors hold as decimal text
 */
export function testIntents(vectors: IntentVectors, { intents, wide }: { intents: object; wide: readonly string[] }) {
  const place = vectors.domain as IntentPlace
  for (const { intent, message, digest, signatures } of vectors.valid) {
    const build = (intents as Readonly<Record<string, Build>>)[intent] as Build
    const fields: Record<string, unknown> = Object.fromEntries(
      Object.entries(message).map(([name, value]) => [name, widen(value, { name, wide })]),
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
}

function widen(value: unknown, of: { readonly name: string; readonly wide: readonly string[] }): unknown {
  if (Array.isArray(value)) return value.map((item) => widen(item, of))
  if (typeof value !== 'object' || value === null) return of.wide.includes(of.name) ? BigInt(value as string) : value
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, widen(part, { ...of, name })]))
}

function another(value: unknown): unknown {
  if (Array.isArray(value)) return [...value, value[0]]
  if (typeof value === 'bigint') return value + 1n
  if (typeof value === 'number') return value + 1
  if (!String(value).startsWith('0x')) return `${value}x`
  return keccak256(value as `0x${string}`).slice(0, String(value).length)
}
