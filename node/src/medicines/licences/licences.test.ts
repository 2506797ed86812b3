import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { gtinOf } from '../test-batches.ts'
import {
  admissionBody,
  askFor,
  authorityOf,
  chainFor,
  codeOf,
  licenseMaker,
  newInstitution,
  type Party,
} from '../test-parties.ts'
import { type PackWorld, startPackWorld, writeRoots } from '../test-world.ts'
import { createGtinVoucher } from './identifier-voucher.ts'
import { readLicenceRoots } from './licence-roots.ts'

let world: PackWorld
let maker: Party
let other: Party

before(async () => {
  world = await startPackWorld()
  maker = await newInstitution(world, 'manufacturer')
  other = await newInstitution(world, 'manufacturer')
})
after(() => world.stop())

const prove = (as: Party, chain: readonly string[]) =>
  ({ as, method: 'PUT', url: '/v1/licences', body: { chain } }) as const

test('a licence counts once its issuer is admitted, and says that it is a test’s', async () => {
  const { chain, issuer_key } = chainFor(world, maker, '5200002')
  assert.equal(await codeOf(world, prove(maker, chain)), 'MEDICINES_ISSUER_UNKNOWN')
  const body = await admissionBody(world, { issuer_key })
  const admit = { method: 'POST', url: '/v1/licence-issuers', body } as const
  assert.equal(await codeOf(world, { ...admit, as: maker }), 'MEDICINES_REGISTRAR_UNKNOWN')
  await askFor(world, 201, { ...admit, as: await authorityOf(world) })
  const proved = await askFor(world, 200, prove(maker, chain))
  assert.deepEqual([proved.number, proved.is_test], ['5200002', true])
  assert.deepEqual(await askFor(world, 200, prove(maker, chain)), proved)
  const { items } = await askFor(world, 200, { as: maker, method: 'GET', url: '/v1/licences' })
  assert.deepEqual(items, [{ number: '5200002', until: proved.until }])
  const prefix = { identifiers: ['prefix:5200002'] }
  const claim = (as: Party) => codeOf(world, { as, method: 'PUT', url: '/v1/custody/identifiers', body: prefix })
  assert.equal(await claim(other), 'CUSTODY_IDENTIFIER_UNVOUCHED')
  assert.equal(await claim(maker), '200')
})

test('error: another’s licence is MEDICINES_LICENCE_OTHER_SUBJECT, a changed one is refused', async () => {
  const { chain } = chainFor(world, maker)
  assert.equal(await codeOf(world, prove(other, chain)), 'MEDICINES_LICENCE_OTHER_SUBJECT')
  const [upper, lower] = chain
  const changed = `${lower.slice(0, -6)}${lower.at(-6) === 'A' ? 'B' : 'A'}${lower.slice(-5)}`
  assert.equal(await codeOf(world, prove(maker, [upper, changed])), 'MEDICINES_LICENCE_SIGNATURE_INVALID')
  assert.equal(await codeOf(world, prove(maker, [lower])), 'MEDICINES_LICENCE_ROOT_UNKNOWN')
})

test('a product is described by whoever holds the licence of its number, and read by anybody', async () => {
  await licenseMaker(world, maker, '5200001')
  const url = `/v1/products/${gtinOf(1)}`
  const body = { name: { el: 'Δοκιμαστικό δισκίο', en: 'Trial tablet' }, pack_size: 30, markets: ['GR', 'CY'] }
  const put = (as: Party) => codeOf(world, { as, method: 'PUT', url, body })
  assert.equal(await codeOf(world, { method: 'GET', url }), 'MEDICINES_PRODUCT_UNKNOWN')
  assert.equal(await put(other), 'MEDICINES_LICENCE_MISSING')
  assert.equal(await put(await newInstitution(world, 'pharmacy')), 'MEDICINES_ROLE_MISSING')
  assert.equal(await put(maker), '200')
  const shown = await askFor(world, 200, { method: 'GET', url })
  assert.deepEqual([shown.name, shown.markets, shown.holder, shown.form], [body.name, ['GR', 'CY'], maker.party, null])
})

test('a product number is vouched for while a licence covers it', async () => {
  const vouch = createGtinVoucher(world.kernel)
  assert.equal(await vouch(maker.party, gtinOf(1)), true)
  assert.equal(await vouch(maker.party, '04006381333931'), false)
  assert.equal(await vouch(other.party, gtinOf(1)), false)
})

test('error: a file of roots that cannot be read is KERNEL_CONFIG_INVALID; without one nobody is trusted', () => {
  const file = writeRoots()
  assert.equal(readLicenceRoots({ gs1_roots: file }).length, 1)
  assert.deepEqual(readLicenceRoots({}), [])
  const refused = (fault: unknown) => hasCode(fault, 'KERNEL_CONFIG_INVALID')
  const key = { kty: 'EC', crv: 'P-256', x: 'A', y: 'A' }
  for (const text of [
    '',
    '{}',
    '{"roots":[{"name":"x"}]}',
    JSON.stringify({ roots: [{ name: 'x', did: 'y', key }] }),
  ]) {
    writeFileSync(file, text)
    assert.throws(() => readLicenceRoots({ gs1_roots: file }), refused)
  }
  assert.throws(() => readLicenceRoots({ gs1_roots: `${file}.none` }), refused)
})
