import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeError, hasCode, type SymbolonError } from '@symbolon/protocol/kernel'
import { createOutput, type Run, readEnvironment } from '../kernel/index.ts'
import { keepStreams } from '../kernel/test-streams.ts'
import { newPassphrase } from './new-passphrase.ts'

const output = createOutput({ json: false, language: 'el', colour: false, streams: keepStreams().streams })
const environment = readEnvironment({})
const run: Run = { environment, output, as: 'eleni', node: undefined, dryRun: false, yes: false, interactive: true }
const answering = (answers: string[]) => async () => answers.shift() ?? ''

test('a passphrase that is typed twice the same is taken', async () => {
  const typed = await newPassphrase(run, { profile: 'eleni' }, answering(['four words of mine', 'four words of mine']))
  assert.equal(typed, 'four words of mine')
})

test('error: CLI_PASSPHRASES_DIFFER says so in both languages', async () => {
  const typing = newPassphrase(run, { profile: 'eleni' }, answering(['four words of mine', 'four words of nine']))
  const error: SymbolonError = await typing.then(
    () => assert.fail(),
    (thrown) => thrown,
  )
  assert.ok(hasCode(error, 'CLI_PASSPHRASES_DIFFER'))
  assert.equal(describeError(error, 'en').title, 'The two passphrases differ')
  assert.equal(describeError(error, 'el').title, 'Οι δύο φράσεις πρόσβασης διαφέρουν')
})
