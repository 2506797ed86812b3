import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type TestContext, test } from 'node:test'
import { fromUtf8, hasCode, newId, toBase64Url, toHex, utf8 } from '@symbolon/protocol/kernel'
import { readRecordArchive } from '@symbolon/protocol/records'
import {
  type OpenEntry,
  openAge,
  passphraseIdentity,
  recipientOf,
  sealRecord,
  x25519Identity,
} from '@symbolon/protocol/vault'
import { ownIdentity } from '../identity/index.ts'
import { createClient } from '../kernel/index.ts'
import { serve, signedIn } from '../kernel/test-node.ts'
import { exportRecord, simulateExportRecord } from './export-record.ts'

const passphrase = 'τέσσερις λέξεις με νόημα'
const receipt = newId('receipt', 1e12, randomBytes(10))
const x25519 = recipientOf(x25519Identity(randomBytes(32)))
const newEntryId = () => newId('entry', 1e12, randomBytes(10))
const labels = { category: 'documents', sensitive: [], codes: [] } as const
const pdf = { ...labels, kind: 'file', media_type: 'application/pdf', bytes: utf8('%PDF-1.7 invented') }
const visit = { ...labels, kind: 'Encounter', media_type: 'application/fhir+json' }
const visitOf = (id: string) => ({ ...visit, bytes: utf8(`{"resourceType":"Encounter","id":"${id}"}`) })

/** A node that holds one record of the client's and nothing else. */
async function servedRecord(t: TestContext, contents: readonly Omit<OpenEntry, 'id'>[], name = 'Letter (1).pdf') {
  const asked: string[] = []
  const bodies: unknown[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request)
    const what = request.url?.split('/').at(-1) ?? ''
    asked.push(`${request.method} ${what === record ? 'detail' : what}`)
    if (body) bodies.push(JSON.parse(body))
    const told = JSON.stringify(what === 'exports' ? { receipt, record: detail } : detail)
    response.writeHead(200).end(what === 'blob' ? sealed.blob : told)
  }
  const url = await serve(t, (request, response) => void answer(request, response))
  const client = createClient({ url, root: randomBytes(32), sessions: signedIn })
  const record = newId('record', 1e12, randomBytes(10))
  const sealed = sealRecord({
    record,
    version: 1,
    tokenId: toHex(randomBytes(32)),
    source: { name, media_type: 'application/octet-stream' },
    entries: contents.map((entry) => ({ ...entry, id: newEntryId() })),
    recipient: (await ownIdentity(client)).recipient,
    random: (size) => new Uint8Array(randomBytes(size)),
  })
  const stored = { manifest: toBase64Url(sealed.manifest), blob: sealed.blobId, commitment: toHex(sealed.commitment) }
  const detail = { record, ...stored }
  return { client, record, entries: sealed.opened.entries, asked, bodies }
}

const exportFiles = async (...of: Parameters<typeof exportRecord>) => (await exportRecord(...of)).files

test('an export is told before anything of it is fetched, and says its receipt', async (t) => {
  const { client, record, entries, asked, bodies } = await servedRecord(t, [visitOf('1'), pdf])
  assert.equal((await exportRecord(client, { record, form: 'age' })).receipt, receipt)
  assert.deepEqual(asked, ['POST exports', 'GET blob'])
  const id = entries[1]?.id ?? ''
  await exportRecord(client, { record, form: 'bundle', entries: [id.replace('_', '-'), id] })
  assert.deepEqual(asked.slice(2), ['GET detail', 'POST exports', 'GET blob'])
  assert.deepEqual(bodies, [{ form: 'age' }, { form: 'bundle', entries: [id] }])
})

test('an export that is only tried says how much it would take out, and is not told', async (t) => {
  const { client, record, entries, asked } = await servedRecord(t, [visitOf('1'), pdf])
  assert.deepEqual(await simulateExportRecord(client, { record, form: 'age' }), { record, form: 'age', entries: 2 })
  const one = await simulateExportRecord(client, { record, form: 'bundle', entries: [entries[0]?.id ?? ''] })
  assert.equal(one.entries, 1)
  assert.deepEqual(asked, ['GET detail', 'GET detail'])
})

test('error: what cannot be exported is not told', async (t) => {
  const { client, record, asked } = await servedRecord(t, [pdf])
  const wrong: [object, string][] = [
    [{ entries: [newEntryId()] }, 'SDK_ENTRY_MISSING'],
    [{ recipients: ['age1none'] }, 'VAULT_RECIPIENT_INVALID'],
    [{ recipients: [(await ownIdentity(client)).recipient.text, x25519] }, 'VAULT_RECIPIENTS_MIXED'],
    [{ recipients: [x25519], passphrase }, 'VAULT_RECIPIENTS_MIXED'],
  ]
  for (const [change, code] of wrong)
    for (const act of [exportRecord, simulateExportRecord])
      await assert.rejects(act(client, { record, form: 'age', ...change }), (error) => hasCode(error, code), code)
  assert.deepEqual(asked, ['GET detail', 'GET detail'])
})

test('a record that is a file is exported as that file, not as an empty bundle', async (t) => {
  const { client, record } = await servedRecord(t, [pdf])
  const files = await exportFiles(client, { record, form: 'bundle' })
  assert.deepEqual(files, [{ name: 'Letter _1_.pdf', media_type: 'application/pdf', bytes: pdf.bytes }])
})

test('files stand beside the bundle of resources, each under a name of its own', async (t) => {
  const { client, record, entries } = await servedRecord(t, [visitOf('1'), pdf, pdf], 'a.pdf')
  const files = await exportFiles(client, { record, form: 'bundle' })
  const names = files.map(({ name }) => name)
  assert.deepEqual(names, [`${record}.json`, 'a.pdf', `${entries[2]?.id}-a.pdf`])
  const bundle = JSON.parse(fromUtf8(files[0]?.bytes ?? new Uint8Array())) as { entry: unknown[] }
  assert.equal(bundle.entry.length, 1)
  const only = await exportFiles(client, { record, form: 'bundle', entries: [entries[1]?.id ?? ''] })
  assert.deepEqual(
    only.map(({ name }) => name),
    ['a.pdf'],
  )
})

test('many entries under a passphrase are one age file, whose key is stretched once', async (t) => {
  const { client, record, entries } = await servedRecord(t, [visitOf('1'), visitOf('2'), pdf])
  const files = await exportFiles(client, { record, form: 'age', passphrase })
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
  const [file] = await exportFiles(client, { record, form: 'age', passphrase })
  assert.equal(file?.name, 'Letter _1_.pdf.age')
  const opened = openAge({ file: file?.bytes ?? new Uint8Array(), identities: [passphraseIdentity(passphrase)] })
  assert.deepEqual(opened, pdf.bytes)
})

test('error: a passphrase beside recipients', async (t) => {
  const { client, record } = await servedRecord(t, [pdf])
  const recipients = [(await ownIdentity(client)).recipient.text]
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
  const [file] = await exportFiles(client, { record, form: 'age', passphrase: 'four words with sense' })
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
