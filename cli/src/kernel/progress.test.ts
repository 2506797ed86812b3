import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startProgress } from './progress.ts'

const label = { en: 'Adding', el: 'Προσθήκη' }

function drawing(options: { draw: boolean }) {
  const written: string[] = []
  let at = 0
  const write = (text: string) => void written.push(text)
  const progress = startProgress({ label, total: 100, language: 'en', now: () => at, write, ...options })
  const go = (to_ms: number, by: number) => {
    at = to_ms
    progress.advance(by)
  }
  return { written, progress, go }
}

test('short work draws nothing', () => {
  const { written, progress, go } = drawing({ draw: true })
  go(1_900, 100)
  progress.end()
  assert.deepEqual(written, [])
})

test('long work shows its share and the time that is left, then clears the line', () => {
  const { written, progress, go } = drawing({ draw: true })
  go(4_000, 50)
  assert.match(written[0] ?? '', /Adding █{10}░{10} 50 % · about 4 s left/)
  progress.end()
  assert.equal(written.at(-1), '\r\u001b[2K')
})

test('nothing is drawn where there is no terminal', () => {
  const { written, progress, go } = drawing({ draw: false })
  go(9_000, 50)
  progress.end()
  assert.deepEqual(written, [])
})
