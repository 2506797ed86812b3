import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fromUtf8, hasCode, newId, toBase64Url, toHex, utf8 } from '@symbolon/protocol/kernel'
import { readRecordArchive } from '@symbolon/protocol/records'
import { type OpenEntry, openAge, passphraseIdentity, sealRecord } from '@symbolon/protocol/vault'
import { ownIdentity } from '../identity/index.ts'
import { createClient } from '../kernel/index.ts'
import { serve, signedIn } from '../kernel/test-node.ts'
import { exportRecord } from './export-record.ts'

const passphrase = 'τέσσερις λέξεις με νόημα'
const newEntryId = () => newId('entry', 1e12, randomBytes(10))
const labels = { category: 'documents', sensitive: [], codes: [] } as const
const pdf = { ...labels, kind: 'file', media_type: 'application/pdf', bytes: utf8('%PDF-1.7 invented') }
const visit = { ...labels, kind: 'Encounter', media_type: 'application/fhir+json' }
const visitOf = (id: string) => ({ ...visit, bytes: utf8(`{"resourceType":"Encounter","id":"${id}"}`) })

/** A node that holds one record of the client's and nothing else. */
async function servedRecord(t: TestContext, contents: readonly Omit<OpenEntry, 'id'>[], name = 'Letter (1).pdf') {
  const url = await serve(t, (request, response) => {
    const blob = request.url?.endsWith('/blob')
    response.writeHead(200).end(blob ? sealed.blob : JSON.stringify(detail))
  })
  const client = createClient({ url, root: randomBytes(32), sessions: signedIn })
  const record = newId('record', 1e12, randomBytes(10))
  const sealed = sealRecord({
    record,
    version: 1,
    tokenId: toHex(randomBytes(32)),
    source: { name, media_type: 'application/octet-stream' },
    entries: contents.map((entry) => ({ ...entry, id: newEntryId() })),
    recipient: ownIdentity(client).recipient,
    random: (size) => new Uint8Array(randomBytes(size)),
  })
  const stored = { manifest: toBase64Url(sealed.manifest), blob: sealed.blobId, commitment: toHex(sealed.commitment) }
  const detail = { record, ...stored }
  return { client, record, entries: sealed.opened.entries }
}

test('a record that is a file is exported as that file, not as an empty bundle', async (t) => {
  const { client, record } = await servedRecord(t, [pdf])
  const files = await exportRecord(client, { record, form: 'bundle' })
  assert.deepEqual(files, [{ name: 'Letter _1_.pdf', media_type: 'application/pdf', bytes: pdf.bytes }])
})

test('files stand beside the bundle of resources, each under a name of its own', async (t) => {
  const { client, record, entries } = await servedRecord(t, [visitOf('1'), pdf, pdf], 'a.pdf')
  const files = await exportRecord(client, { record, form: 'bundle' })
  const names = files.map(({ name }) => name)
  assert.deepEqual(names, [`${record}.json`, 'a.pdf', `${entries[2]?.id}-a.pdf`])
  const bundle = JSON.parse(fromUtf8(files[0]?.bytes ?? new Uint8Array())) as { entry: unknown[] }
  assert.equal(bundle.entry.length, 1)
  const only = await exportRecord(client, { record, form: 'bundle', entries: [entries[1]?.id ?? ''] })
  assert.deepEqual(
    only.map(({ name }) => name),
    ['a.pdf'],
  )
})

test('many entries under a passphrase are one age file, whose key is stretched once', async (t) => {
  const { client, record, entries } = await servedRecord(t, [visitOf('1'), visitOf('2'), pdf])
  const files = await exportRecord(client, { record, form: 'age', passphrase })
  assert.deepEqual(
    files.map(({ name }) => name),
    [`${record}.zip.age`],
  )
  const [{ bytes }] = files as [(typeof files)[0]]
  assert.match(Buffer.from(bytes).toString('latin1'), /^age-encryption\.org\/v1\n-> scrypt \S+ 18\n/)
  const archive = openAge({ file: bytes, identities: [passphraseIdentity(passphrase)] })
  const members = readRecordArchive(archive).files.map((member) => ({ name: member.name, bytes: member.read() }))
  assert.deepEqual(
    members.map(({ name }) => name),
    [`Encounter-${entries[0]?.id}.json`, `Encounter-${entries[1]?.id}.json`, 'Letter _1_.pdf'],
  )
  assert.deepEqual(
    members.map((member) => Buffer.from(member.bytes)),
    [visitOf('1'), visitOf('2'), pdf].map((entry) => Buffer.from(entry.bytes)),
  )
})

test('one entry under a passphrase is an age file of that entry', async (t) => {
  const { client, record } = await servedRecord(t, [pdf])
  const [file] = await exportRecord(client, { record, form: 'age', passphrase })
  assert.equal(file?.name, 'Letter _1_.pdf.age')
  const opened = openAge({ file: file?.bytes ?? new Uint8Array(), identities: [passphraseIdentity(passphrase)] })
  assert.deepEqual(opened, pdf.bytes)
})

test('error: a passphrase beside recipients', async (t) => {
  const { client, record } = await servedRecord(t, [pdf])
  const recipients = [ownIdentity(client).recipient.text]
  const give = exportRecord(client, { record, form: 'age', passphrase, recipients })
  await assert.rejects(give, (error) => hasCode(error, 'VAULT_RECIPIENTS_MIXED'))
})

const has = (program: string, args: string[]) => spawnSync(program, args).status === 0
const missing =
  has('age', ['--version']) && has('script', ['--version'])
    ? false
    : 'NOT TESTED: there is no age or script on the PATH'

test('the archive opens with the standard age tool', { skip: missing }, async (t) => {
  const { client, record } = await servedRecord(t, [visitOf('1'), pdf])
  const [file] = await exportRecord(client, { record, form: 'age', passphrase: 'four words with sense' })
  const folder = mkdtempSync(join(tmpdir(), 'symbolon-export-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const [sealed, opened] = [join(folder, 'a.zip.age'), join(folder, 'a.zip')]
  writeFileSync(sealed, file?.bytes ?? '')
  // age asks for the passphrase at a terminal only: script makes one.
  const typed = `(sleep 1; echo 'four words with sense'; sleep 5) | script -qec "age -d -o ${opened} ${sealed}" /dev/null`
  assert.equal(spawnSync('sh', ['-c', typed]).status, 0)
  const names = readRecordArchive(readFileSync(opened)).files.map(({ name }) => name)
  assert.equal(names.length, 2)
  assert.ok(names.includes('Letter _1_.pdf'))
})
