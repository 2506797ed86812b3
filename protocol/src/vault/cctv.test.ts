import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import * as kit from 'cctv-age'
import { ageCore } from '#age-core'
import { hasCode, SymbolonError, toHex } from '../kernel/index.ts'
import { openAge } from './age.ts'
import { dearmor } from './armor.ts'
import { type Identity, parseIdentity } from './identity.ts'
import { passphraseIdentity } from './passphrase.ts'

const codes: Record<string, readonly string[]> = {
  'no match': ['VAULT_IDENTITY_MISMATCH'],
  'HMAC failure': ['VAULT_HEADER_ALTERED'],
  'header failure': ['VAULT_HEADER_INVALID', 'VAULT_WORK_FACTOR_REFUSED'],
  'payload failure': ['VAULT_PAYLOAD_INVALID'],
  'armor failure': ['VAULT_ARMOR_INVALID'],
}

interface Vector {
  readonly fields: ReadonlyMap<string, readonly string[]>
  readonly file: Uint8Array
}

function parseVector(bytes: Uint8Array): Vector {
  const end = Buffer.from(bytes).indexOf('\n\n')
  const fields = new Map<string, string[]>()
  for (const line of Buffer.from(bytes.subarray(0, end)).toString('utf8').split('\n')) {
    const [name = '', ...rest] = line.split(': ')
    fields.set(name, [...(fields.get(name) ?? []), rest.join(': ')])
  }
  const body = bytes.subarray(end + 2)
  return { fields, file: fields.has('compressed') ? inflateSync(body) : body }
}

function open({ fields, file }: Vector): Uint8Array {
  const identities: Identity[] = [
    ...(fields.get('identity') ?? []).map(parseIdentity),
    ...(fields.get('passphrase') ?? []).map((passphrase) => passphraseIdentity(passphrase)),
  ]
  return openAge({ file: fields.has('armored') ? dearmor(file) : file, identities })
}

const vectors = Object.entries(kit as unknown as Record<string, unknown>).filter(
  (entry): entry is [string, Uint8Array] => entry[1] instanceof Uint8Array,
)

test(`age test kit on the ${ageCore.name} core: all its vectors are here`, () => {
  assert.ok(vectors.length >= 120, `only ${vectors.length}`)
})

for (const [name, bytes] of vectors) {
  const vector = parseVector(bytes)
  const expect = vector.fields.get('expect')?.[0] ?? ''
  test(`age test kit on the ${ageCore.name} core: ${name} (${expect})`, () => {
    if (expect === 'success') {
      assert.equal(toHex(ageCore.sha256(open(vector))).slice(2), vector.fields.get('payload')?.[0])
      return
    }
    assert.throws(
      () => open(vector),
      (error) => error instanceof SymbolonError && (codes[expect] ?? []).some((code) => hasCode(error, code)),
    )
  })
}
