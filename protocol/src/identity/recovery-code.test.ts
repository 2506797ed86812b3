import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { hasCode } from '../kernel/index.ts'
import { newRecoveryCode, parseRecoveryCode } from './recovery-code.ts'

const secrets = fc.uint8Array({ minLength: 16, maxLength: 16 })
const refused = (error: unknown) => hasCode(error, 'IDENTITY_RECOVERY_CODE_INVALID')

test('a code is eight groups of four and reads back as itself', () => {
  const code = newRecoveryCode(randomBytes)
  assert.match(code, /^(?:[0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/)
  assert.equal(parseRecoveryCode(code), code)
})

test('a code of known bytes is always the same code', () => {
  assert.equal(
    newRecoveryCode((size) => new Uint8Array(size).fill(0xff)),
    'ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZXTS-A2JA',
  )
})

test('property: spaces, case, look-alikes and a Greek keyboard change nothing', () => {
  const greek: Record<string, string> = {
    A: 'Α',
    B: 'Β',
    E: 'Ε',
    H: 'Η',
    K: 'Κ',
    M: 'Μ',
    N: 'Ν',
    T: 'Τ',
    X: 'Χ',
    0: 'Ο',
  }
  fc.assert(
    fc.property(secrets, (secret) => {
      const code = newRecoveryCode(() => secret)
      assert.equal(parseRecoveryCode(` ${code.toLowerCase().replaceAll('-', ' ')}\n`), code)
      assert.equal(parseRecoveryCode(code.replaceAll('0', 'o').replaceAll('1', 'l')), code)
      assert.equal(parseRecoveryCode(code.replace(/[A-Z0]/g, (symbol) => greek[symbol] ?? symbol)), code)
    }),
  )
})

test('property: every single mistyped symbol and every swap of neighbours is caught', () => {
  const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  fc.assert(
    fc.property(secrets, fc.nat(31), fc.integer({ min: 1, max: 31 }), (secret, at, by) => {
      const typed = [...newRecoveryCode(() => secret).replaceAll('-', '')]
      const right = typed[at] ?? ''
      const wrong = symbols[(symbols.indexOf(right) + by) % 32] ?? ''
      assert.throws(() => parseRecoveryCode(typed.with(at, wrong).join('')), refused)
      const next = typed[(at + 1) % 32] ?? ''
      if (next === right) return
      const swapped = typed.with(at, next).with((at + 1) % 32, right)
      assert.throws(() => parseRecoveryCode(swapped.join('')), refused)
    }),
    { numRuns: fuzzRuns },
  )
})

test('property: any other text is refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[0-9A-Z-]{0,60}$/)), (text) => {
      assert.throws(() => parseRecoveryCode(text), refused)
    }),
    { numRuns: fuzzRuns },
  )
})
