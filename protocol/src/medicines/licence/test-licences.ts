import { p256 } from '@noble/curves/nist.js'
import type { JsonObject } from '../../kernel/index.ts'
import { toBase64Url, utf8 } from '../../kernel/index.ts'
import { issueTestChain, type TestChain } from './issue-test-chain.ts'

/** Secrets that guard nothing. */
export const testSecrets = { root: new Uint8Array(32).fill(1), organisation: new Uint8Array(32).fill(2) }
export const testNow = Date.parse('2026-06-01T12:00:00Z')
export const testAccount = { chain_id: 31337, address: '0x00000000000000000000000000000000000000aa' } as const

/** A chain over prefix 5200001, valid in 2026. */
export function testChain(changed: Partial<TestChain> = {}) {
  return issueTestChain({
    secrets: testSecrets,
    gs1_prefix: '520',
    number: { kind: 'prefix', prefix: '5200001' },
    account: testAccount,
    valid_from: Date.parse('2026-01-01T00:00:00Z'),
    until: Date.parse('2027-01-01T00:00:00Z'),
    ...changed,
  })
}

/** Header and claims of a credential. */
export function partsOf(jwt: string): { header: JsonObject; claims: JsonObject } {
  const [header = '', claims = ''] = jwt.split('.').map((part) => Buffer.from(part, 'base64url').toString())
  return { header: JSON.parse(header), claims: JSON.parse(claims) }
}

/** A credential signed over texts as they are, JSON or not. */
export function signTexts({ header, claims }: { header: string; claims: string }, secret: Uint8Array): string {
  const input = `${toBase64Url(utf8(header))}.${toBase64Url(utf8(claims))}`
  return `${input}.${toBase64Url(p256.sign(utf8(input), secret, { lowS: true, prehash: true }))}`
}

/** The credential with other claims or another header, signed as it should be. */
export function resigned(
  jwt: string,
  { secret, header = {}, claims = {} }: { secret: Uint8Array; header?: object; claims?: object },
): string {
  const parts = partsOf(jwt)
  const whole = { ...parts.claims, ...claims }
  return signTexts({ header: JSON.stringify({ ...parts.header, ...header }), claims: JSON.stringify(whole) }, secret)
}
