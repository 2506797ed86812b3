import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { after, test } from 'node:test'
import { demoFile, startTestDemo } from './test-demo.ts'

const { node, fileOf, end } = await startTestDemo()
after(end)

interface Added {
  readonly files: readonly { readonly record: string }[]
}
interface Listing<Item> {
  readonly items: readonly Item[]
}

test('an amended record opens its new version to who may read it, and never the old one', async () => {
  const before = await fileOf('visit.txt', 'blood pressure 140/90')
  const added = await node.json<Added>(['record', 'add', before, '--as', 'nikos'])
  const record = added.files[0]?.record ?? ''
  const give = [
    'grant',
    'give',
    '--record',
    record,
    '--to',
    'researcher',
    '--purpose',
    'HRESCH',
    '--duo',
    'GRU',
    '--until',
    '7d',
  ]
  const given = await node.json<Listing<{ grant: string }>>([...give, '--as', 'nikos'])
  const grant = given.items[0]?.grant ?? ''
  await writeFile(before, 'blood pressure 120/80')
  const amended = await node.json<{ version: number; grants: number }>([
    'record',
    'amend',
    record,
    before,
    '--yes',
    '--as',
    'nikos',
  ])
  assert.deepEqual([amended.version, amended.grants], [2, 1])
  const opened = await node.json<Listing<{ base64: string }>>(['grant', 'open', grant, '--as', 'researcher'])
  assert.deepEqual(
    opened.items.map(({ base64 }) => Buffer.from(base64, 'base64').toString()),
    ['blood pressure 120/80'],
  )
})

test('an amendment is asked for, since it destroys what was there, and counts only the grants that open it', async () => {
  const many = await node.json<Added>(['record', 'add', demoFile, '--as', 'nikos'])
  const note = await fileOf('only-a-note.txt', 'nothing but a note')
  const other = await node.json<Added>(['record', 'add', note, '--as', 'nikos'])
  const [record = '', noted = ''] = [many, other].map(({ files }) => files[0]?.record)
  const both = ['grant', 'give', '--record', record, '--record', noted, '--to', 'hospital-b', '--purpose', 'TREAT']
  await node.json([...both, '--until', '7d', '--as', 'nikos'])
  await node.json([...both, '--what', 'documents', '--until', '7d', '--as', 'nikos'])
  const condition = { resourceType: 'Condition', subject: { reference: 'Patient/x' }, code: { text: 'x' } }
  const conditions = await fileOf('condition.json', JSON.stringify(condition))
  const amend = ['record', 'amend', noted, conditions, '--as', 'nikos']
  const asked = await node.run(amend)
  assert.deepEqual([asked.code, /CLI_INPUT_NEEDED/.test(asked.stderr)], [3, true])
  assert.match((await node.run([...amend, '--dry-run'])).stdout, /1 entry → 1 entry/)
  const shown = await node.json<{ version: number }>(['record', 'show', noted, '--as', 'nikos'])
  assert.equal(shown.version, 1, 'nothing was destroyed unasked')
  const amended = await node.json<{ version: number; grants: number }>([...amend, '--yes'])
  assert.deepEqual([amended.version, amended.grants], [2, 1], 'the grant of documents opens nothing of it any more')
})
