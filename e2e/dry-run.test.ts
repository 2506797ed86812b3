import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import { startTestDemo } from './test-demo.ts'

const { node, fileOf, end } = await startTestDemo()
after(end)

const state = async () =>
  await Promise.all([
    node.json(['record', 'list', '--as', 'eleni']),
    node.json(['grant', 'list', '--as', 'eleni']),
    node.json(['ledger', 'show', '--group', 'exported', '--as', 'eleni']),
    node.json(['party', 'list']),
  ])

test('every write can be tried first, and a try changes nothing', async () => {
  const path = await fileOf('note.txt', 'a note')
  const added = await node.json<{ files: { record: string }[] }>(['record', 'add', path, '--as', 'eleni'])
  const record = added.files[0]?.record ?? ''
  const give = ['grant', 'give', '--all', '--to', 'hospital-a', '--purpose', 'TREAT', '--until', '7d']
  const given = await node.json<{ items: { grant: string }[] }>([...give, '--as', 'eleni'])
  await writeFile(path, 'another note')
  const before = await state()
  const tries: [string[], string][] = [
    [['party', 'register'], 'eleni'],
    [['party', 'register'], 'hospital-a'],
    [['party', 'update', '--name-en', 'Another'], 'hospital-a'],
    [['party', 'role-grant', 'hospital-a', 'pharmacy'], 'authority'],
    [['party', 'role-revoke', 'hospital-a', 'care-provider'], 'authority'],
    [['record', 'add', path], 'eleni'],
    [['record', 'amend', record, path], 'eleni'],
    [['record', 'export', record], 'eleni'],
    [['record', 'erase', record], 'eleni'],
    [give, 'eleni'],
    [['grant', 'delegate', given.items[0]?.grant ?? '', '--to', 'nikos'], 'eleni'],
    [['grant', 'revoke', given.items[0]?.grant ?? ''], 'eleni'],
  ]
  for (const [args, as] of tries) {
    const answer = await node.json<{ dry_run?: boolean }>([...args, '--dry-run', '--as', as])
    assert.equal(answer.dry_run, true, args.join(' '))
    const told = await node.run([...args, '--dry-run', '--as', as])
    assert.match(told.stdout, /Nothing was changed/, args.join(' '))
  }
  assert.deepEqual(await state(), before)
})
