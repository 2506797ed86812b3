import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arrangeWords, optionValue } from './command-line.ts'

const known = new Set(['record', 'status'])

test('words are put in the order of the description', () => {
  const cases = [
    ['', '--help'],
    ['--lang el', '--help'],
    ['--help', '--help'],
    ['-h', '-h'],
    ['--as eleni -V', '--version'],
    ['--as eleni record list', 'record list --as eleni'],
    ['--json --as=eleni record open rec_1 --entry x', 'record open rec_1 --json --as=eleni --entry x'],
    ['record list --as eleni', 'record list --as eleni'],
    ['help', '--help'],
    ['help record', 'record --help'],
    ['help record add --lang el', 'record add --help'],
    ['help recrod', 'recrod'],
    ['--as', '--help'],
  ]
  const split = (text = '') => text.split(' ').filter((word) => word !== '')
  for (const [given, arranged] of cases) assert.deepEqual(arrangeWords(split(given), known), split(arranged), given)
})

test('an option is found wherever it stands', () => {
  assert.equal(optionValue(['record', '--lang', 'el'], '--lang'), 'el')
  assert.equal(optionValue(['--lang=el', 'record'], '--lang'), 'el')
  assert.equal(optionValue(['--language', 'el'], '--lang'), undefined)
})
