import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { EPC_CHARS_MAX } from '../limits.ts'
import { type ApplicationIdentifier, applicationIdentifiers, type Elements } from './application-identifiers.ts'
import { parseElementString } from './element-string.ts'
import { parseEpc, writeEpc } from './epc.ts'
import { parseDigitalLink } from './parse-digital-link.ts'
import { dataOf, refusal } from './test-gs1.ts'
import { writeDigitalLink } from './write-digital-link.ts'

test('EPC Tag Data Standard 1.13 §6.3: schemes that stand for a GS1 key, both ways', () => {
  const cases: readonly (readonly [urn: string, elements: Elements])[] = [
    ['urn:epc:id:sgtin:5200001.011111.9876', [['01', '05200001111117'], ['21', '9876']]], // biome-ignore format: pairs
    ['urn:epc:id:sgtin:520000123456.7.A%2Fb(1)', [['01', '75200001234563'], ['21', 'A/b(1)']]], // biome-ignore format: pairs
    ['urn:epc:id:sscc:5200001.0000000111', [['00', '052000010000001111']]],
    ['urn:epc:id:sgln:5200001.99901.0', [['414', '5200001999012']]],
    ['urn:epc:id:sgln:520000123456..wing!2', [['414', '5200001234564'], ['254', 'wing!2']]], // biome-ignore format: pairs
    ['urn:epc:id:grai:5200001.55555.98765', [['8003', '0520000155555398765']]],
    ['urn:epc:id:giai:5200001.ward*3', [['8004', '5200001ward*3']]],
    ['urn:epc:id:gsrn:5200001.0000010253', [['8018', '520000100000102537']]],
    ['urn:epc:id:gsrnp:5200001.0000010253', [['8017', '520000100000102537']]],
    ['urn:epc:id:gdti:5200001.11111.123', [['253', '5200001111117123']]],
    ['urn:epc:id:cpi:5200001.5PQ7%2FZ43.12345', [['8010', '52000015PQ7/Z43'], ['8011', '12345']]], // biome-ignore format: pairs
    ['urn:epc:id:sgcn:5200001.67890.04711', [['255', '520000167890004711']]],
    ['urn:epc:id:ginc:5200001.xyz3311cba', [['401', '5200001xyz3311cba']]],
    ['urn:epc:id:gsin:5200001.111222333', [['402', '52000011112223330']]],
    ['urn:epc:id:itip:5200001.012345.04.04.32a', [['8006', '052000011234550404'], ['21', '32a']]], // biome-ignore format: pairs
    ['urn:epc:id:upui:5200001.089456.51q', [['01', '05200001894560'], ['235', '51q']]], // biome-ignore format: pairs
    ['urn:epc:id:pgln:5200001.00000', [['417', '5200001000008']]],
    ['urn:epc:class:lgtin:5200001.012345.L-7', [['01', '05200001123455'], ['10', 'L-7']]], // biome-ignore format: pairs
    ['urn:epc:idpat:sgtin:5200001.011111.*', [['01', '05200001111117']]],
    ['urn:epc:idpat:grai:5200001.55555.*', [['8003', '05200001555553']]],
    ['urn:epc:idpat:gdti:5200001.11111.*', [['253', '5200001111117']]],
    ['urn:epc:idpat:sgcn:5200001.67890.*', [['255', '5200001678900']]],
    ['urn:epc:idpat:cpi:5200001.5PQ7.*', [['8010', '52000015PQ7']]],
    ['urn:epc:idpat:itip:5200001.012345.04.04.*', [['8006', '052000011234550404']]],
  ]
  for (const [urn, elements] of cases) {
    const epc = parseEpc(urn)
    assert.deepEqual(epc.elements, elements, urn)
    const { prefix_digits = 0 } = epc
    assert.equal(writeEpc(elements, { prefix_digits }), urn)
    assert.equal(writeEpc(parseDigitalLink(writeDigitalLink(elements)).path, { prefix_digits }), urn)
  }
  assert.deepEqual(parseEpc('urn:epc:idpat:upui:5200001.089456.*').elements, [['01', '05200001894560']])
})

test('the EPC of a pack is that of its serial, and of a lot where there is none', () => {
  const pack = parseElementString('0105200001111117' + '17261231' + '10L7\u001d219876')
  assert.equal(writeEpc(pack, { prefix_digits: 7 }), 'urn:epc:id:sgtin:5200001.011111.9876')
  const lot = pack.filter(([ai]) => ai !== '21')
  assert.equal(writeEpc(lot, { prefix_digits: 7 }), 'urn:epc:class:lgtin:5200001.011111.L7')
  assert.equal(writeEpc(lot.slice(0, 2), { prefix_digits: 7 }), 'urn:epc:idpat:sgtin:5200001.011111.*')
})

test('EPC Tag Data Standard 1.13 §6.3: schemes that stand for no GS1 key', () => {
  const valid = [
    'gid:95100000.12345.400', 'gid:268435455.16777215.68719476735', 'usdod:CJ5R9.12345678', 'usdod:DJ0R9X.0',
    'adi:W81X9C.3KL984PX1.2WMA52', 'adi:CAGEB..%23A1-2', 'bic:CSQU3054383', 'bic:TEXU3070079', 'imovn:9176187',
  ] // biome-ignore format: list
  for (const body of valid) {
    const [scheme = ''] = body.split(':')
    assert.deepEqual(parseEpc(`urn:epc:id:${body}`), { kind: 'id', scheme })
  }
  const invalid = [
    'gid:268435456.1.1', 'gid:1.16777216.1', 'gid:1.1.68719476736', 'gid:01.1.1', 'gid:1.1', 'usdod:CJ5R.1',
    'usdod:CIO99.1', 'usdod:CJ5R9.01', 'adi:W81X9C.3KL.', 'adi:W81X9C.a.1', 'bic:CSQU3054384', 'bic:CSQA3054383',
    'imovn:9176188', 'imovn:917618',
  ] // biome-ignore format: list
  for (const body of invalid) {
    const position = 'urn:epc:id:'.length + body.indexOf(':') + 1
    assert.equal(
      refusal(() => parseEpc(`urn:epc:id:${body}`)),
      `epc_form ${position} –`,
      body,
    )
  }
  assert.equal(
    refusal(() => parseEpc('urn:epc:idpat:gid:1.1.*')),
    'epc_form 18 –',
  )
})

test('error: CUSTODY_GS1_INVALID says where an EPC is wrong and why', () => {
  const cases: readonly (readonly [urn: string, refusal: string])[] = [
    ['', 'epc_form 0 –'],
    ['urn:epc:tag:sgtin-96:3.0614141.812345.6789', 'epc_form 0 –'],
    ['urn:epc:id:constructor:1', 'epc_scheme 11 –'],
    ['urn:epc:class:sgtin:5200001.011111.1', 'epc_scheme 14 –'],
    ['urn:epc:id:sgtin:5200001.01111.1', 'epc_form 17 –'],
    ['urn:epc:id:sgtin:5200001.011111.a/b', 'epc_form 17 –'],
    ['urn:epc:id:sgtin:5200001.011111.a%41', 'epc_form 17 –'],
    ['urn:epc:id:sgtin:5200001.011111.a%2', 'epc_form 17 –'],
    ['urn:epc:id:sgtin:5200001.011111.', 'epc_form 17 –'],
    ['urn:epc:id:sgtin:52000.0111111.1', 'epc_form 17 –'],
    ['urn:epc:id:cpi:5200001.5PQ7.007', 'leading_zero 15 8011'],
    ['urn:epc:id:itip:5200001.012345.05.04.32a', 'piece 16 8006'],
    [`urn:epc:id:giai:5200001.${'x'.repeat(EPC_CHARS_MAX)}`, `text_too_long ${EPC_CHARS_MAX} –`],
  ]
  for (const [urn, expected] of cases)
    assert.equal(
      refusal(() => parseEpc(urn)),
      expected,
      urn.slice(0, 60),
    )
  const seven = { prefix_digits: 7 }
  assert.equal(
    refusal(() => writeEpc([], seven)),
    'epc_none 0 –',
  )
  assert.equal(
    refusal(() => writeEpc([['99', 'x']], seven)),
    'epc_none 0 –',
  )
  assert.equal(
    refusal(() => writeEpc([['04', 'x']], seven)),
    'ai_unknown 0 –',
  )
  assert.equal(
    refusal(() => writeEpc([['01', '05200001111117']], { prefix_digits: 13 })),
    'epc_none 0 01',
  )
  assert.equal(
    refusal(() => writeEpc([['01', '05200001111118']], seven)),
    'check_digit 13 01',
  )
})

const named: readonly (readonly string[])[] = [['00'], ['01', '21'], ['01', '10'], ['01', '235'], ['01'], ['253'], ['255'], ['401'], ['402'], ['414', '254'], ['414'], ['417'], ['8003'], ['8004'], ['8006', '21'], ['8010', '8011'], ['8017'], ['8018']] // biome-ignore format: list

test('property: an EPC of every scheme is its elements, whatever the company prefix', () => {
  const keys = fc.constantFrom(...named).chain((ais) => {
    const identifiers = ais.map((ai) => applicationIdentifiers.get(ai) as ApplicationIdentifier)
    return fc.tuple(...identifiers.map((one) => dataOf(one).map((data) => [one.ai, data] as const)))
  })
  let written = 0
  const same = fc.property(keys, fc.integer({ min: 6, max: 12 }), (elements, prefix_digits) => {
    const write = () => writeEpc(elements, { prefix_digits })
    if (refusal(write) !== 'nothing') return
    written++
    const back = parseEpc(write())
    const without = elements.filter(([ai, data]) => !(ai === '254' && data === '0'))
    assert.deepEqual(back.elements, without)
    assert.equal(back.prefix_digits, prefix_digits)
  })
  fc.assert(same, { numRuns: fuzzRuns })
  assert.ok(written > fuzzRuns / 2, `${written} EPCs were written`)
})

test('property: no text makes the reader of EPCs fail otherwise', () => {
  const pieces = fc.constantFrom('urn:epc:id:', 'sgtin:', '5200001', '.', '011111', '*', '%2F', '%', 'idpat:', 'bic:', 'gid:', '0', 'é', '\ud800') // biome-ignore format: pieces
  const texts = fc.array(
    fc.oneof({ weight: 5, arbitrary: pieces }, fc.string({ unit: 'binary-ascii', maxLength: 3 })),
    {
      maxLength: 8,
    },
  )
  const stable = fc.property(texts, (all) => {
    const urn = all.join('')
    if (refusal(() => parseEpc(urn)) !== 'nothing') return
    const { elements, prefix_digits = 0 } = parseEpc(urn)
    if (elements !== undefined) assert.deepEqual(parseEpc(writeEpc(elements, { prefix_digits })).elements, elements)
  })
  fc.assert(stable, { numRuns: fuzzRuns })
})
