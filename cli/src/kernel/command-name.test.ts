import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asTyped } from './command-name.ts'

test('command lines are shown as they are typed, everything else stays', () => {
  const cases = [
    ['Start one: `symbolon dev` or `symbolon start`.', 'Start one: `npx symbolon dev` or `npx symbolon start`.'],
    ['eval "$(symbolon status -o env)"', 'eval "$(npx symbolon status -o env)"'],
    ['npx symbolon dev', 'npx symbolon dev'],
    ['DATABASE_URL=postgres://… symbolon start', 'DATABASE_URL=postgres://… npx symbolon start'],
    ['#compdef symbolon\n', '#compdef symbolon\n'],
    ['/srv/symbolon --port 1', '/srv/symbolon --port 1'],
    ['Symbolon needs Node 24', 'Symbolon needs Node 24'],
  ]
  for (const [text = '', shown] of cases) assert.equal(asTyped(text), shown)
})
