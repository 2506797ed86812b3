import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type DemoNode, startDemo, startSymbolon } from './symbolon.ts'
import { folderFor } from './test-demo.ts'
import { copyUsedFolder } from './used-folder.ts'

const day_ms = 86_400_000

interface Added {
  readonly added: number
  readonly pending: number
  readonly cancelled?: boolean
  readonly untried: number
  readonly files: readonly { readonly name: string; readonly record?: string; readonly untried?: boolean }[]
}

async function demoIn(t: TestContext, data: string, env: Record<string, string> = {}): Promise<DemoNode> {
  await copyUsedFolder(data)
  const node = await startDemo({ data, env })
  t.after(() => node.stop())
  return node
}

test('what is saved and not yet recorded is said to be pending', async (t) => {
  const folder = await folderFor(t)
  const data = join(folder, 'data')
  const note = join(folder, 'note.txt')
  const before = await demoIn(t, data)
  const records = await Promise.all(
    ['one', 'two'].map(async (text) => {
      const path = join(folder, `${text}.txt`)
      await writeFile(path, text)
      return (await before.json<Added>(['record', 'add', path, '--as', 'eleni'])).files[0]?.record ?? ''
    }),
  )
  const give = ['grant', 'give', '--all', '--to', 'hospital-b', '--purpose', 'TREAT', '--until', '7d', '--as', 'eleni']
  const { items } = await before.json<{ items: { grant: string }[] }>(give)
  await before.stop()

  const slow = await demoIn(t, data, { SYMBOLON_RELAY_DELAY_MS: String(day_ms) })
  await writeFile(note, 'a note')
  const [amended = '', erased = ''] = records
  const writes: string[][] = [
    ['record', 'add', note],
    ['record', 'amend', amended, note, '--yes'],
    ['record', 'erase', erased, '--yes'],
  ]
  const report = slow.run(['record', 'add', note, '--as', 'nikos', '--json'])
  const told = await Promise.all(writes.map((args) => slow.run([...args, '--as', 'eleni'])))
  for (const [i, ended] of told.entries()) {
    assert.equal(ended.code, 8, `${writes[i]?.join(' ')}\n${ended.stdout}${ended.stderr}`)
    assert.match(ended.stdout, /Saved\. The receipt is being issued\./, writes[i]?.join(' '))
  }
  const { code, stdout } = await report
  const { added, pending } = JSON.parse(stdout) as Added
  assert.deepEqual([code, added, pending], [8, 0, 1])
  const revoked = await slow.run(['grant', 'revoke', items[0]?.grant ?? '', '--as', 'eleni', '--json'])
  const { state } = JSON.parse(revoked.stdout) as { state: string }
  assert.equal(revoked.code, state === 'saved' ? 8 : 0, 'stopping access waits for no cadence')
  const again = await slow.run(['grant', 'revoke', items[0]?.grant ?? '', '--dry-run', '--as', 'eleni'])
  assert.match(again.stdout, /has ended already \(stopped/)
})

test('Ctrl-C while files are added says so, and which files were not tried', async (t) => {
  const folder = await folderFor(t)
  const node = await demoIn(t, join(folder, 'data'))
  const paths = Array.from({ length: 120 }, (_, i) => join(folder, `${i}.txt`))
  await Promise.all(paths.map((path) => writeFile(path, path)))
  for (const form of ['--json', '--no-input'] as const) {
    const adding = startSymbolon(['record', 'add', ...paths, '--as', 'nikos', form], { SYMBOLON_HOME: node.home })
    const before = (await node.json<{ items: [] }>(['record', 'list', '--as', 'nikos'])).items.length
    while ((await node.json<{ items: [] }>(['record', 'list', '--as', 'nikos'])).items.length === before);
    adding.interrupt()
    const ended = await adding.ended
    assert.equal(ended.code, 2)
    if (form === '--json') {
      const { added, cancelled, untried, files } = JSON.parse(ended.stdout) as Added
      assert.equal(cancelled, true)
      assert.ok(added > 0 && untried > 0)
      assert.equal(added + untried, paths.length)
      assert.equal(files.filter((file) => file.untried === true).length, untried)
    } else assert.match(ended.stdout, /Stopped before the end: \d+ files not added/)
  }
})
