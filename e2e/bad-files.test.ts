import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Ended } from './symbolon.ts'
import { demoFile, startTestDemo } from './test-demo.ts'
import { type ZipMember, zipOf } from './zip.ts'

const mb = 1_000_000

const { node, folder, fileOf, end } = await startTestDemo()
after(end)

/** A file of a size that takes no room on the disk. */
async function sparseFile(name: string, size_bytes: number): Promise<string> {
  const path = await fileOf(name, '{"resourceType":"Bundle"')
  await truncate(path, size_bytes)
  return path
}

const add = (paths: readonly string[], as = 'nikos') => node.run(['record', 'add', ...paths, '--as', as, '--json'])

interface Outcome {
  readonly added: number
  readonly already: number
  readonly failed: number
  readonly files: readonly { name: string; record?: string; error?: { code: string; title: string; hint: string } }[]
}

function outcomeOf({ stdout }: Ended): Outcome {
  return JSON.parse(stdout) as Outcome
}

function codesOf(ended: Ended): (string | undefined)[] {
  return outcomeOf(ended).files.map(({ error }) => error?.code)
}

test('one bad file is named, the good ones beside it are added and nothing is lost', async () => {
  const text = await readFile(demoFile, 'utf8')
  const where = join(folder, 'mixed')
  await mkdir(where)
  await writeFile(join(where, '1-good.json'), text)
  await writeFile(join(where, '2-truncated.json'), text.slice(0, 3000))
  await writeFile(join(where, '3-empty.json'), '')
  await writeFile(join(where, '4-utf16.json'), Buffer.from(`\ufeff${text}`, 'utf16le'))
  await writeFile(
    join(where, '5-latin1.json'),
    Buffer.from('{"resourceType":"Patient","name":[{"text":"caf\u00e9"}]}', 'latin1'),
  )
  await writeFile(join(where, '6-duplicate.json'), '{"resourceType":"Patient","resourceType":"Patient"}')
  await writeFile(join(where, '7-deep.json'), `{"resourceType":"Patient","x":${'['.repeat(100)}${']'.repeat(100)}}`)
  await writeFile(join(where, '8-good.txt'), 'a note')
  const ended = await add([where])
  assert.equal(ended.code, 3)
  assert.deepEqual(codesOf(ended), [
    undefined,
    'KERNEL_JSON_INVALID',
    'CLI_FILE_EMPTY',
    'RECORDS_FILE_ENCODING',
    'KERNEL_JSON_INVALID',
    'KERNEL_JSON_REFUSED',
    'KERNEL_JSON_REFUSED',
    undefined,
  ])
  for (const { error } of outcomeOf(ended).files)
    if (error !== undefined) assert.ok(error.title.length > 5 && error.hint.length > 5)
  const again = outcomeOf(await add([where]))
  assert.deepEqual([again.added, again.already, again.failed], [0, 2, 6], 'repeating is harmless')
})

test('a resource with a wrong status or an element that FHIR lacks is reported with its path, the others are kept', async () => {
  const bundle = JSON.parse(await readFile(demoFile, 'utf8')) as { entry: { resource: Record<string, unknown> }[] }
  const [, wrong, unknown] = bundle.entry
  if (wrong !== undefined) wrong.resource.status = 'finished-ish'
  if (unknown !== undefined) unknown.resource.mood = 'sunny'
  const ended = await add([await fileOf('wrong-status.json', JSON.stringify(bundle))])
  assert.equal(ended.code, 0, ended.stderr)
  const [file] = (
    JSON.parse(ended.stdout) as {
      files: {
        report: { entries: number; rejected: { total: number; first: { at: string; problems: { path: string }[] }[] } }
      }[]
    }
  ).files
  assert.equal(file?.report.entries, 5)
  assert.equal(file?.report.rejected.total, 2)
  assert.deepEqual(
    file?.report.rejected.first.map(({ problems }) => problems[0]?.path),
    ['Observation.status', 'Observation.mood'],
  )
  assert.doesNotMatch(ended.stdout, /finished-ish|sunny/, 'what was found is not repeated')
})

test('a bundle whose references point outside is kept and the references are counted', async () => {
  const bundle = {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      {
        resource: {
          resourceType: 'Observation',
          status: 'final',
          code: { text: 'x' },
          subject: { reference: 'Patient/elsewhere' },
        },
      },
    ],
  }
  const ended = await add([await fileOf('outside.json', JSON.stringify(bundle))])
  const [file] = (JSON.parse(ended.stdout) as { files: { report: { references_outside: { total: number } } }[] }).files
  assert.equal(ended.code, 0)
  assert.equal(file?.report.references_outside.total, 1)
})

test('100 MB of JSON and larger documents are refused by size before they are read, in units that people use', async () => {
  const sizes: [string, number][] = [
    ['large.json', 100],
    ['scan.tif', 300],
    ['huge.json', 1000],
  ]
  const ended = await add(await Promise.all(sizes.map(([name, size]) => sparseFile(name, size * mb))))
  assert.equal(ended.code, 3)
  assert.deepEqual(codesOf(ended), Array(3).fill('CLI_FILE_TOO_LARGE'))
  assert.doesNotMatch(ended.stdout, /\d{7} bytes/)
})

test('archives are opened, but no bomb, no path that leads out and no damaged one', async () => {
  const note: ZipMember = { name: 'a/note.txt', bytes: Buffer.from('a note in an archive') }
  const good = await add([
    await fileOf('good.zip', zipOf([note, { name: 'b/other.txt', bytes: Buffer.from('another') }])),
  ])
  assert.deepEqual([good.code, outcomeOf(good).added], [0, 2])
  const bomb = zipOf([{ name: 'zeros.json', bytes: Buffer.alloc(200 * mb) }])
  assert.ok(bomb.length < mb)
  const traversal = zipOf([{ name: '../../escape.txt', bytes: Buffer.from('x') }])
  const lying = zipOf([{ name: 'lying.txt', bytes: Buffer.from('x'.repeat(5000)), claimed: 10 }])
  const paths = await Promise.all([
    fileOf('bomb.zip', bomb),
    fileOf('traversal.zip', traversal),
    fileOf('lying.zip', lying),
    fileOf('truncated.zip', zipOf([note]).subarray(0, 60)),
    fileOf('nested.zip', zipOf([{ name: 'inner.zip', bytes: zipOf([note]) }])),
  ])
  const ended = await add(paths)
  assert.equal(ended.code, 3)
  assert.deepEqual(codesOf(ended), [
    'RECORDS_ARCHIVE_TOO_LARGE',
    'RECORDS_ARCHIVE_UNSAFE',
    'RECORDS_ARCHIVE_INVALID',
    'RECORDS_ARCHIVE_INVALID',
    'RECORDS_ARCHIVE_NESTED',
  ])
  assert.ok(!(await readdir(join(folder, '..'))).includes('escape.txt'))
})

test('an archive inside an archive is named, the files around it are added and what a Mac adds is passed over', async () => {
  const note = (name: string): ZipMember => ({ name, bytes: Buffer.from(`the note ${name}`) })
  const inner = { name: 'b.zip', bytes: zipOf([note('x.txt')]) }
  const path = await fileOf('around.zip', zipOf([note('a.txt'), inner, note('c.txt'), note('__MACOSX/._a.txt')]))
  const ended = await add([path])
  assert.equal(ended.code, 3)
  const names = outcomeOf(ended).files.map(({ name }) => name)
  assert.deepEqual(names, ['around.zip!a.txt', 'around.zip!b.zip', 'around.zip!c.txt'])
  assert.deepEqual(codesOf(ended), [undefined, 'RECORDS_ARCHIVE_NESTED', undefined])
  const passed = { name: 'around.zip', reason: 'passed-over', total: 1, first: ['__MACOSX/._a.txt'] }
  assert.deepEqual((JSON.parse(ended.stdout) as { remarks: unknown }).remarks, [passed])
})

test('a bulk export keeps its references from file to file, also when it is added in two goes', async () => {
  const where = join(folder, 'bulk')
  await mkdir(where)
  const code = { text: 'a test' }
  const observation = { resourceType: 'Observation', status: 'final', code, subject: { reference: 'Patient/p1' } }
  await writeFile(join(where, 'Patient.ndjson'), '{"resourceType":"Patient","id":"p1"}\n')
  const first = outcomeOf(await add([where]))
  await writeFile(join(where, 'Observation.ndjson'), `${JSON.stringify(observation)}\n`)
  const second = outcomeOf(await add([where]))
  assert.deepEqual([second.added, second.already, second.failed], [1, 1, 0])
  const opened = async (record = '') => (await node.run(['record', 'open', record, '--as', 'nikos'])).stdout
  const patient = /"id":\s*"(ent-[^"]+)"/.exec(await opened(first.files[0]?.record))?.[1]
  assert.ok(patient)
  assert.ok((await opened(second.files[0]?.record)).includes(`Patient/${patient}`))
})

test('a name of a file that is too long is shortened and told', async () => {
  // File systems stop at 255 bytes, archives do not.
  const name = `${'long/'.repeat(120)}note.txt`
  const ended = await add([await fileOf('long.zip', zipOf([{ name, bytes: Buffer.from('a note with a long name') }]))])
  assert.equal(ended.code, 0, ended.stdout)
  const [file] = (JSON.parse(ended.stdout) as { files: { report: { changed: object } }[] }).files
  assert.deepEqual(file?.report.changed, { name: 1 })
})

test('a link that leads out of a folder is not followed', async () => {
  const where = join(folder, 'linked')
  await mkdir(where)
  await writeFile(join(where, 'own.txt'), 'mine')
  await symlink('/etc/passwd', join(where, 'passwd.txt'))
  const ended = await add([where])
  assert.deepEqual(
    outcomeOf(ended).files.map(({ name }) => name),
    ['own.txt'],
  )
})
