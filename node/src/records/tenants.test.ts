import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { toBase64Url } from '@symbolon/protocol/kernel'
import fc from 'fast-check'
import { giveGrant, open } from './test-grants.ts'
import { ask, newInstitution, type Person, startCrowdedWorld } from './test-world.ts'

/** A tenth of what property tests of pure code run: each case is a whole request. */
const runs = Math.ceil(Number(process.env.SYMBOLON_FUZZ_RUNS ?? 10_000) / 10)

const { world, eleni, nikos, hospital, record, stranger } = await startCrowdedWorld()
after(() => world.stop())

const { grant, made } = await giveGrant(world, { giver: eleni, to: hospital, records: [record] })
const { receipt } = (await open(world, { grantee: hospital, grant })).body
const strangers = [nikos, await newInstitution(world)]
const secrets = [
  toBase64Url(record.sealed.manifest).slice(0, 200),
  Buffer.from(record.sealed.blob.subarray(0, 32)).toString('latin1'),
  record.token_id,
  record.sealed.blobId,
  made.body.grants[0]?.r ?? '',
  receipt,
  eleni.party,
]
const ids = [
  record.record,
  stranger.record,
  grant,
  receipt,
  eleni.party,
  nikos.party,
  record.sealed.blobId,
  'me',
  '..',
  '%2e%2e',
  '*',
  "' or 1=1",
]
const id = fc.constantFrom(...ids).map((text) => (text.startsWith('%') ? text : encodeURIComponent(text)))
const noun = fc.constantFrom('records', 'grants', 'receipts', 'openings', 'ledger', 'blobs', 'records')
const verb = fc.constantFrom(
  '',
  '/blob',
  '/blobs',
  '/versions',
  '/exports',
  '/erasure',
  '/revocation',
  `/blobs/${record.record}`,
)
const query = fc.constantFrom(
  '',
  '?side=received',
  '?side=given',
  '?group=seen',
  '?group=refused',
  '?group=exported',
  `?record=${record.record}`,
  '?limit=200',
)
const paths = fc.oneof(
  fc.tuple(noun, query).map(([n, q]) => `/v1/${n}${q}`),
  fc.tuple(noun, id, verb, query).map(([n, i, v, q]) => `/v1/${n}/${i}${v}${q}`),
)

test('property: no request of a stranger is answered with anything of another person', async () => {
  const who = fc.nat(1)
  await fc.assert(
    fc.asyncProperty(paths, who, fc.constantFrom('GET', 'POST', 'DELETE', 'PUT'), async (path, index, method) => {
      const as = strangers[index] as Person
      const body =
        method === 'GET' || method === 'DELETE' ? undefined : { form: 'age', signature: `0x${'11'.repeat(65)}` }
      const reply = await ask(world, { as, method: method as 'GET', path, body })
      assert.notEqual(reply.status, 500, path)
      const said = reply.raw.toString('latin1')
      if (reply.status < 300) for (const secret of secrets) assert.ok(!said.includes(secret), `${method} ${path}`)
    }),
    { numRuns: runs },
  )
})
