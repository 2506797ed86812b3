import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../kernel/fuzz-runs.ts'
import { hasCode } from '../kernel/index.ts'
import { parseEmailAddress } from './email-address.ts'

test('an address is a name in front of a domain, whose case does not matter', () => {
  assert.equal(parseEmailAddress('Eleni.P+notices@Mail.Example'), 'Eleni.P+notices@mail.example')
  assert.equal(parseEmailAddress("o'neil_{x}@a-b.example"), "o'neil_{x}@a-b.example")
})

const refused = [
  '',
  '@',
  'eleni',
  'eleni@',
  '@mail.example',
  'eleni@localhost',
  'eleni@127.0.0.1',
  'eleni@[127.0.0.1]',
  'a@b@mail.example',
  '.eleni@mail.example',
  'e..leni@mail.example',
  'eleni@mail..example',
  'eleni@-mail.example',
  'eleni@mail.example.',
  ' eleni@mail.example',
  'eleni@mail.example\r\nRCPT TO:<x@mail.example>',
  'eleni\u0000@mail.example',
  '"eleni p"@mail.example',
  '<eleni@mail.example>',
  'eleni@mail.example, nikos@mail.example',
  'ελένη@mail.example',
  'eleni@παράδειγμα.example',
  `${'x'.repeat(65)}@mail.example`,
  `x@${'abcdefgh.'.repeat(30)}example`,
]
for (const text of refused) {
  test(`error: NOTICES_EMAIL_INVALID for ${JSON.stringify(text.slice(0, 40))}, which is not repeated`, () => {
    assert.throws(
      () => parseEmailAddress(text),
      (error) => hasCode(error, 'NOTICES_EMAIL_INVALID') && Object.keys(error.facts).length === 0,
    )
  })
}

test('property: what passes holds no character that a mail server or a header could act on', () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string(), fc.string({ unit: 'binary' })), (text) => {
      try {
        const address = parseEmailAddress(text)
        assert.match(address, /^[!-~]{3,254}$/)
        assert.doesNotMatch(address, /[<>()[\],;:"\\ ]/)
        assert.equal(parseEmailAddress(address), address)
      } catch (error) {
        if (!hasCode(error, 'NOTICES_EMAIL_INVALID')) throw error
      }
    }),
    { numRuns: fuzzRuns },
  )
})
