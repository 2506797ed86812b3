import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alertOfFinding } from './alert.ts'
import type { CloneFinding } from './clone-finding.ts'
import { type AskedRead, findOutsideMarket, findOutsidePath } from './path-rules.ts'
import { testPackId, testStart } from './test-journeys.ts'

const read: AskedRead = { asker: 'pharmacy-c', reader: 'pharmacy', hour: 500_000, country: 'BG' }
const links = ['maker', 'wholesaler', 'pharmacy-a', 'wholesaler']
const batch = { markets: ['CY', 'GR'], maker: 'maker' }
const readers = ['public', 'regulator', 'pharmacy', 'care-provider', 'wholesaler', 'manufacturer'] as const
const kinds = (find: (read: AskedRead) => CloneFinding | undefined) =>
  readers.map((reader) => find({ ...read, reader })?.kind)

test('a read by who handles packs and is no link of the path is found, with when, where and how long the path is', () => {
  const { evidence, ...found } = findOutsidePath({ ...read, cell: '853f5a3bfffffff' }, links) ?? assert.fail()
  assert.deepEqual(found, { rule: 'outside_path', kind: 'suspect', honest_share: 0.5 })
  const asked = { reader: 'pharmacy', hour: 500_000, cell: '853f5a3bfffffff', country: 'BG' }
  assert.deepEqual(evidence, { reads: [], asked, links: 3 })
  assert.ok(!JSON.stringify(evidence).includes(read.asker), 'a kind of party, not which one')
})

test('links of the path, patients and authorities read what they like', () => {
  for (const asker of links) assert.equal(findOutsidePath({ ...read, asker }, links), undefined)
  assert.deepEqual(
    kinds((one) => findOutsidePath(one, links)),
    [undefined, undefined, 'suspect', 'suspect', 'suspect', 'suspect'],
  )
})

test('a read in a country that the batch is not for is suspect of who supplies patients, and less so of trade', () => {
  const { evidence } = findOutsideMarket(read, batch) ?? assert.fail()
  assert.deepEqual(evidence, {
    reads: [],
    asked: { reader: 'pharmacy', hour: 500_000, country: 'BG' },
    markets: ['CY', 'GR'],
  })
  assert.deepEqual(
    kinds((one) => findOutsideMarket(one, batch)),
    [undefined, undefined, 'suspect', 'suspect', 'process', 'process'],
  )
})

test('nothing is found in a market, of the maker, and where batch or party say nothing', () => {
  for (const country of ['GR', 'CY', undefined]) assert.equal(findOutsideMarket({ ...read, country }, batch), undefined)
  assert.equal(findOutsideMarket({ ...read, asker: 'maker' }, batch), undefined)
  assert.equal(findOutsideMarket(read, { ...batch, markets: undefined }), undefined)
})

test('the same kind of party there is the same alert, however often it reads; another country or cell is another', () => {
  const idOf = (more: Partial<AskedRead>) =>
    alertOfFinding(findOutsidePath({ ...read, ...more }, links) ?? assert.fail(), {
      subject: testPackId,
      raised_at: testStart,
    }).id
  assert.equal(idOf({ hour: 500_009 }), idOf({}))
  const others = [{}, { country: 'RO' }, { country: undefined }, { reader: 'wholesaler' as const }, { cell: 'x' }]
  assert.equal(new Set(others.map(idOf)).size, others.length)
})
