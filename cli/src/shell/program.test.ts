import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))
const help = (...words: string[]) => execFileSync(process.execPath, [main, ...words, '--help'], { encoding: 'utf8' })

test('the help is in Greek as a whole', () => {
  for (const text of [help('--lang', 'el'), help('grant', 'give', '--lang', 'el')]) {
    assert.match(text, /\[επιλογές\]/)
    assert.doesNotMatch(text, /\[options\]|\[command\]|Usage|Options/)
  }
  assert.match(help('--lang', 'en'), /^Usage: symbolon \[options\] \[command\]$/m)
})
