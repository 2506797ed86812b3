import assert from 'node:assert/strict'
import { PassThrough, Writable } from 'node:stream'
import { test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { ask } from './prompt.ts'

/** A terminal of which is known, in order, when it stopped echoing and what was written to it. */
function terminal() {
  const events: string[] = []
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (raw: boolean) => void events.push(raw ? 'no echo' : 'echo'),
  })
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      events.push(chunk.toString())
      done()
    },
  })
  return { events, input, output }
}

test('the terminal no longer echoes when a hidden question appears', async () => {
  const { events, input, output } = terminal()
  input.write('a secret\n')
  assert.equal(await ask({ question: 'Passphrase: ', hidden: true }, { input, output }), 'a secret')
  assert.deepEqual(events, ['no echo', 'Passphrase: ', 'echo', '\n'])
})

test('error: Ctrl-C at a question is CLI_CANCELLED', async () => {
  const { input, output } = terminal()
  input.write('\u0003')
  await assert.rejects(ask({ question: 'Passphrase: ', hidden: true }, { input, output }), (error) =>
    hasCode(error, 'CLI_CANCELLED'),
  )
})
