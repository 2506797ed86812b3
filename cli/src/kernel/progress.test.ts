import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startProgress } from './progress.ts'

const label = { en: 'Adding', el: 'Προσθήκη' }

function drawing(options: { draw: boolean }) {
  const written: string[] = []
  const acts = new Set<() => void>()
  let at = 0
  const clock = {
    now: () => at,
    every: (_ms: number, act: () => void) => {
      acts.add(act)
      return () => acts.delete(act)
    },
  }
  const write = (text: string) => void written.push(text)
  const progress = startProgress({ label, total: 100, language: 'en', clock, write, ...options })
  const pass = (to_ms: number) => {
    at = to_ms
    for (const act of acts) act()
  }
  return { written, progress, pass }
}

test('short work draws nothing', () => {
  const { written, progress, pass } = drawing({ draw: true })
  progress.advance(100)
  pass(1_900)
  progress.end()
  assert.deepEqual(written, [])
})

test('long work shows its share and the time that is left, then clears the line and stays silent', () => {
  const { written, progress, pass } = drawing({ draw: true })
  progress.advance(50)
  pass(4_000)
  assert.match(written[0] ?? '', /Adding █{10}░{10} 50 % · about 4 s left/)
  progress.end()
  pass(5_000)
  assert.equal(written.at(-1), '\r\u001b[2K')
  assert.equal(written.length, 2)
})

test('work of which nothing is done yet shows what is awaited', () => {
  const { written, progress, pass } = drawing({ draw: true })
  pass(2_100)
  assert.match(written[0] ?? '', /Adding ░{20} 0 %$/)
  progress.end()
})

test('nothing is drawn where there is no terminal', () => {
  const { written, progress, pass } = drawing({ draw: false })
  progress.advance(50)
  pass(9_000)
  progress.end()
  assert.deepEqual(written, [])
})
