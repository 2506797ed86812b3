import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { ErrorRow } from '@symbolon/protocol/kernel'
import { isStartError, startErrorIn } from './start-error.ts'

const manifest = new URL('../../../protocol/package.json', import.meta.url)
const { exports: doors }: { exports: Record<string, string> } = JSON.parse(readFileSync(manifest, 'utf8'))

/** The codes of every slice, as the protocol opens them to others. */
async function codesOfSlices(): Promise<string[]> {
  const modules = Object.values(doors).filter((path) => path.endsWith('.ts'))
  const opened: object[] = await Promise.all(modules.map((path) => import(new URL(path, manifest).href)))
  const tables = opened.flatMap((door): { rows?: Record<string, ErrorRow> }[] => Object.values(door))
  return tables.flatMap((table) => Object.keys(table?.rows ?? {}))
}

test('error: whatever slice a node ended in is told by its own words', async () => {
  const codes = await codesOfSlices()
  for (const code of ['KERNEL_CONFIG_INVALID', 'NOTICES_MAIL_FAILED']) assert.ok(codes.includes(code), code)
  for (const code of codes) {
    const found = startErrorIn(`a line of the log\n${code}\nTitle\nHint {x}\nΤίτλος\nΣυμβουλή\n`)
    assert.deepEqual(
      [found?.code, found?.row.title, found?.row.hint],
      [code, { en: 'Title', el: 'Τίτλος' }, { en: 'Hint x', el: 'Συμβουλή' }],
    )
    assert.ok(isStartError(found))
  }
})

test('lines that are no error, or one that was cut off, are none', () => {
  for (const log of ['', 'a line\nanother', 'KERNEL_CONFIG_INVALID\nTitle\nHint', 'toString\na\nb\nc\nd'])
    assert.equal(startErrorIn(log), undefined, log)
})
