import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '@symbolon/protocol/kernel'
import type { LinkedKey } from '../../custody/index.ts'
import { glnOf, gtinOf, ssccOf } from '../test-batches.ts'
import { licenseMaker, newInstitution, newPerson, type Party } from '../test-parties.ts'
import { type PackWorld, startPackWorld } from '../test-world.ts'
import { mayWriteLinks } from './may-write-links.ts'

let world: PackWorld
let maker: Party
let ofOneGtin: Party

before(async () => {
  world = await startPackWorld()
  maker = await newInstitution(world, 'manufacturer')
  ofOneGtin = await newInstitution(world, 'manufacturer')
  await licenseMaker(world, maker)
  await licence(ofOneGtin, gtinOf(7), world.clock.now() + 86_400_000)
})
after(() => world.stop())

/** As the ledger's event would be written. */
async function licence({ account }: Party, number: string, until: number): Promise<void> {
  await world.kernel.database.query({
    name: 'test_licence',
    text: 'insert into medicines.licence (number, holder, until, block) values ($1, $2, $3, 0)',
    values: [number, account.address, new Date(until)],
  })
}

const may = ({ party }: Party, ai: string, data: string) =>
  mayWriteLinks(world.kernel)(party, { ai, data } as LinkedKey)

/** Keys under the prefix 5200001 of the tests, and of the prefix beside it. */
const keys: readonly (readonly [ai: string, own: string, others: string])[] = [
  ['01', gtinOf(1), '05200002000014'],
  ['8006', `${gtinOf(1)}0204`, '052000020000140204'],
  ['00', '352000010000000015', '352000020000000014'],
  ['414', '5200001000019', '5200002000018'],
  ['417', '5200001000019', '5200002000018'],
  ['253', '5200001000019A', '5200002000018A'],
  ['8003', '05200001000019A', '05200002000018A'],
  ['8004', '5200001A', '5200002A'],
]

test('whoever holds a prefix writes links of every key under it, and of none beside it', async () => {
  for (const [ai, own, others] of keys) {
    assert.deepEqual([await may(maker, ai, own), await may(maker, ai, others)], [true, false], ai)
  }
})

test('a licence of one GTIN is for it, for its pieces, and for nothing that only begins alike', async () => {
  assert.equal(await may(ofOneGtin, '01', gtinOf(7)), true)
  assert.equal(await may(ofOneGtin, '8006', `${gtinOf(7)}0102`), true)
  assert.equal(await may(ofOneGtin, '01', gtinOf(8)), false)
  assert.equal(await may(ofOneGtin, '8006', `${gtinOf(8)}0102`), false)
  assert.equal(await may(ofOneGtin, '414', glnOf(1)), false)
  assert.equal(await may(ofOneGtin, '00', ssccOf(1)), false)
})

test('without a licence, under one that has ended, and of nobody known, none is written', async () => {
  const late = await newInstitution(world, 'manufacturer')
  await licence(late, '5299', world.clock.now() - 1)
  assert.equal(await may(late, '01', '05299000000010'), false)
  assert.equal(await may(await newPerson(world), '01', gtinOf(1)), false)
  const nobody = newId('party', 0, new Uint8Array(10))
  assert.equal(await may({ ...maker, party: nobody }, '01', gtinOf(1)), false)
})
