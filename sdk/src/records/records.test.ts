import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { hasCode, newId, toBase64Url, toHex, utf8 } from '@symbolon/protocol/kernel'
import { createClient } from '../kernel/index.ts'
import { serve, signedIn } from '../kernel/test-node.ts'
import { readFiles, sealFile } from './add-record.ts'
import { getRecord } from './records.ts'

test('error: another record of one’s own does not pass for the one that was asked for', async (t) => {
  const asked = newId('record', 1e12, randomBytes(10))
  const other = newId('record', 1e12, randomBytes(10))
  let body = ''
  const url = await serve(t, (_, response) => response.writeHead(200).end(body))
  const client = createClient({ url, root: randomBytes(32), sessions: signedIn })
  const [file] = (await readFiles(client, [{ name: 'a.txt', bytes: utf8('a') }])) ?? []
  assert.ok(file && 'read' in file)
  const tokenId = toHex(randomBytes(32))
  const { sealed } = await sealFile(client, { file, record: other, tokenId, version: 1 })
  const stored = { manifest: toBase64Url(sealed.manifest), blob: sealed.blobId, commitment: toHex(sealed.commitment) }
  body = JSON.stringify(stored)
  assert.equal((await getRecord(client, { record: other })).manifest.record, other)
  await assert.rejects(getRecord(client, { record: asked }), (error) => hasCode(error, 'SDK_TOKEN_MISMATCH'))
})
