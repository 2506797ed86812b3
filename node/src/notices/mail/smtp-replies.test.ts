import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SmtpReplies, SmtpReplyFault } from './smtp-replies.ts'

const runs = Number(process.env.SYMBOLON_FUZZ_RUNS ?? 10_000)
const greeting = Buffer.from('220 ready\r\n250-mail.example\r\n250-SIZE 10\r\n250 AUTH PLAIN\r\n354\r\n')
const expected = [
  { code: 220, lines: ['ready'] },
  { code: 250, lines: ['mail.example', 'SIZE 10', 'AUTH PLAIN'] },
  { code: 354, lines: [''] },
]

test('property: replies are the same however their bytes come in', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: greeting.length }), { maxLength: 8 }), (cuts) => {
      const replies = new SmtpReplies()
      const places = [0, ...cuts.sort((a, b) => a - b), greeting.length]
      const read = places.slice(1).flatMap((end, i) => replies.push(greeting.subarray(places[i], end)))
      assert.deepEqual(read, expected)
      assert.equal(replies.isPartial, false)
    }),
    { numRuns: runs / 10 },
  )
})

for (const text of [
  'hello\r\n',
  '99 x\r\n',
  '250\tx\r\n',
  '250-a\r\n251 b\r\n',
  '650 x\r\n',
  '\r\n',
  `220 ${'x'.repeat(3_000)}`,
  '250-x\r\n'.repeat(65),
]) {
  test(`error: ${JSON.stringify(text.slice(0, 20))} is no reply`, () => {
    assert.throws(() => new SmtpReplies().push(Buffer.from(text)), SmtpReplyFault)
  })
}

test('property: any bytes are replies or refused', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), (parts) => {
      const replies = new SmtpReplies()
      try {
        for (const part of parts)
          for (const { code } of replies.push(Buffer.from(part))) assert.ok(code >= 200 && code < 600)
      } catch (error) {
        if (!(error instanceof SmtpReplyFault)) throw error
      }
    }),
    { numRuns: runs },
  )
})
