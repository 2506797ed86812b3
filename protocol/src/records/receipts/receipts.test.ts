import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Receipt, receiptKinds } from '../../consent/index.ts'
import { fuzzRuns } from '../../kernel/fuzz-runs.ts'
import { hasCode, newId, SymbolonError } from '../../kernel/index.ts'
import { validateResource } from '../fhir/walk.ts'
import { auditEventOf } from './audit-event.ts'
import { provenanceOf } from './provenance.ts'
import { formOf, receiptFormNames } from './receipt-forms.ts'
import { parseReceiptSearch, RECEIPT_COUNT_MAX, receiptParameters, receiptTypes } from './receipt-search.ts'
import type { ToldReceipt } from './told-receipt.ts'

const random = (fill: number) => new Uint8Array(10).fill(fill)
const at = '2026-01-01T00:00:00.000Z'
const base = 'https://node.example/fhir'
const id = <Kind extends 'receipt' | 'party' | 'grant' | 'record' | 'entry'>(kind: Kind, fill = 1) =>
  newId(kind, Date.parse(at), random(fill))
const receipt: Receipt = {
  v: 1,
  receipt: id('receipt'),
  kind: 'opened',
  at,
  actor: id('party', 1),
  subject: id('party', 2),
  for_whom: 'ward-3',
  purpose: 'TREAT',
  grant: id('grant'),
  records: [{ record: id('record'), entries: [id('entry')] }],
  bytes: 4096,
  software: 'symbolon/0.1.0',
}
const two = [{ record: id('record'), entries: [id('entry', 1), id('entry', 2)] }]
const told = (change: Partial<Receipt> = {}, more: Partial<ToldReceipt> = {}): ToldReceipt => ({
  receipt: { ...receipt, ...change },
  actor_kind: 'hospital',
  actor_name: 'Example Hospital',
  base,
  ...more,
})
const own = { actor: receipt.subject }
const whole = { records: [{ record: id('record'), entries: [] }], request_digest: `0x${'1'.repeat(64)}` }

interface Agent {
  readonly type: { readonly coding: readonly { readonly code: string }[] }
  readonly who: { readonly [name: string]: unknown; readonly identifier: { readonly value: string } }
  readonly requestor: boolean
  readonly purposeOfUse?: readonly { readonly coding: readonly { readonly code: string }[] }[]
}
interface Entity {
  readonly what?: { readonly reference?: string; readonly identifier?: { readonly value: string } }
  readonly type?: { readonly code: string }
  readonly role?: { readonly code: string }
  readonly detail?: readonly { readonly valueString: string }[]
}
interface Event {
  readonly meta: { readonly profile?: readonly string[] }
  readonly action: string
  readonly outcome: string
  readonly outcomeDesc?: string
  readonly subtype: readonly { readonly code: string }[]
  readonly agent: readonly Agent[]
  readonly entity: readonly Entity[]
}
const event = (...of: Parameters<typeof told>) => auditEventOf(told(...of)) as unknown as Event
const profileOf = ({ meta }: Event) => meta.profile?.[0]?.split('.').at(-1)

test('every kind of receipt is a valid AuditEvent, and a valid Provenance where something changed', () => {
  const { anchored: _anchored, ...ofPeople } = receiptKinds
  for (const kind of Object.keys(ofPeople) as (keyof typeof ofPeople)[])
    for (const change of [{}, own, { records: [] }, { records: two }, whole, { reason: 'CONSENT_GRANT_REVOKED' }]) {
      assert.deepEqual(validateResource(auditEventOf(told({ kind, ...change }))), [], kind)
      const provenance = provenanceOf(told({ kind, ...change }))
      if (provenance !== undefined) assert.deepEqual(validateResource(provenance), [], kind)
    }
  const { for_whom: _, purpose: __, grant: ___, bytes: ____, ...few } = receipt
  const bare = { receipt: { ...few, kind: 'added' as const, ...own }, base }
  assert.deepEqual(validateResource(auditEventOf(bare)), [])
  assert.deepEqual(validateResource(provenanceOf(bare) ?? null), [])
})

test('one entry is a read, many are a search, the keys of all are a read of the whole', () => {
  const table: [Partial<Receipt>, string, string, string | undefined][] = [
    [{}, 'R', 'read', 'PatientRead'],
    [{ records: two }, 'E', 'search', 'PatientQuery'],
    [{ records: [] }, 'E', 'search', 'PatientQuery'],
    [whole, 'R', 'read', 'PatientRead'],
    [{ ...whole, records: [...whole.records, { record: id('record', 3), entries: [] }] }, 'R', 'read', undefined],
    [{ ...own, kind: 'added' }, 'C', 'create', 'PatientCreate'],
    [{ ...own, kind: 'amended' }, 'U', 'update', 'PatientUpdate'],
    [{ ...own, kind: 'erased' }, 'D', 'delete', 'PatientDelete'],
    [{ ...own, kind: 'granted' }, 'C', 'create', 'PatientCreate'],
    [{ ...own, kind: 'revoked', records: [] }, 'U', 'update', 'PatientUpdate'],
    [{ kind: 'refused', records: [] }, 'E', 'AuthZ-Consent', undefined],
  ]
  for (const [change, action, subtype, profile] of table) {
    const one = event(change)
    assert.deepEqual([one.action, one.subtype[0]?.code, profileOf(one)], [action, subtype, profile])
  }
})

test('an event that claims a profile of IHE has its patient once, its object once and its parts', () => {
  for (const kind of ['added', 'amended', 'erased', 'granted', 'revoked', 'opened'] as const) {
    for (const records of [receipt.records, two, []]) {
      const one = event({ kind, records })
      if (one.meta.profile === undefined) continue
      const count = (code: string) => one.entity.filter(({ type }) => type?.code === code).length
      assert.deepEqual([count('1'), count('2')], [1, 1], kind)
      assert.equal(new Set(one.agent.map(({ type }) => type.coding[0]?.code)).size, 3)
      assert.equal(one.entity[0]?.what?.reference, `Patient/${receipt.subject.replace('_', '-')}`)
    }
  }
})

test('the agents say who, for whom and why; no address of a caller is made up', () => {
  const [client, node, user] = event().agent
  assert.deepEqual(client?.who.reference, `Organization/${receipt.actor.replace('_', '-')}`)
  assert.equal(client?.who.display, 'Example Hospital')
  assert.equal(node?.who.type, 'Device')
  assert.equal(user?.who.identifier.value, 'ward-3')
  assert.deepEqual([user?.requestor, user?.purposeOfUse?.[0]?.coding[0]?.code], [true, 'TREAT'])
  assert.equal(event(own).agent[2]?.requestor, true)
  const guardian = auditEventOf(told({ kind: 'revoked' }, { actor_kind: 'person' })) as unknown as Event
  assert.match(String(guardian.agent[0]?.who.reference), /^RelatedPerson\/pty-/)
})

test('an export is a read that says in which form what was read went out', () => {
  const change = { ...own, kind: 'exported', form: 'age', records: two, purpose: 'PATRQT' } as const
  const exported = event(change)
  assert.deepEqual(validateResource(auditEventOf(told(change))), [])
  assert.deepEqual([exported.action, exported.subtype.map(({ code }) => code)], ['R', ['read', 'extract']])
  const forms = exported.entity.flatMap(({ detail = [] }) => detail.map(({ valueString }) => valueString))
  assert.deepEqual(forms, ['age', 'age'])
  assert.equal(provenanceOf(told(change)), undefined)
})

test('a refusal says its reason and the consent that it was made under', () => {
  const refused = event({ kind: 'refused', records: [], reason: 'CONSENT_GRANT_REVOKED' })
  assert.deepEqual([refused.outcome, refused.outcomeDesc], ['8', 'CONSENT_GRANT_REVOKED'])
  assert.deepEqual(
    refused.entity.map(({ what }) => what?.identifier?.value),
    [receipt.subject, receipt.grant],
  )
})

test('entries are named by their FHIR ids, and nothing else of them is told', () => {
  const names = event({ records: two }).entity.flatMap(({ what }) => what?.identifier?.value ?? [])
  assert.deepEqual(names.slice(2), [id('entry', 1).replace('_', '-'), id('entry', 2).replace('_', '-')])
})

test('what changed nothing is no Provenance', () => {
  assert.equal(provenanceOf(told()), undefined)
  assert.equal(provenanceOf(told({ kind: 'refused' })), undefined)
  const granted = provenanceOf(told({ kind: 'granted', ...own })) as { target: { type?: string }[] }
  assert.deepEqual(
    granted.target.map(({ type }) => type),
    ['Consent', 'Patient'],
  )
})

const search = (query: string, type: 'AuditEvent' | 'Provenance' = 'AuditEvent') =>
  parseReceiptSearch(type, new URLSearchParams(query), { base })

test('a search names parties by id or reference, and forms by their codes', () => {
  const party = 'pty-0000'
  for (const text of [party, `Patient/${party}`, `${base}/Patient/${party}`])
    assert.deepEqual(search(`patient=${text}`).patient, [[party]])
  assert.deepEqual(search(`agent=Organization/${party}`).agent, [[party]])
  assert.deepEqual(search('action=D,C').forms, ['added', 'erased', 'granted'])
  assert.deepEqual(search('action=R&subtype=http://hl7.org/fhir/restful-interaction|read').forms, ['read', 'exported'])
  assert.deepEqual(search('outcome=8').forms, ['refused'])
  assert.deepEqual(search('outcome=http://hl7.org/fhir/audit-event-outcome|').forms, receiptFormNames)
  assert.deepEqual(search('action=D&outcome=8').forms, [])
  assert.deepEqual(search('', 'Provenance').forms, ['added', 'amended', 'erased', 'granted', 'revoked'])
  assert.deepEqual([search('').is_newest_first, search('_sort=date').is_newest_first], [true, false])
  assert.deepEqual(search('action=D\\|,C').forms, ['added', 'granted'], 'no separator after a backslash')
  assert.deepEqual(search('subtype=a\\|b|read').forms, [])
  assert.equal(search('_count=5000').count, RECEIPT_COUNT_MAX)
  assert.deepEqual(search('date=ge2026&date=lt2027').date.length, 2)
})

test('error: RECORDS_FHIR_SEARCH_PARAMETER and RECORDS_FHIR_SEARCH_VALUE for what receipts are not searched by', () => {
  for (const query of ['entity=x', 'patient:identifier=x', '_include=AuditEvent:patient', 'recorded=2026', 'x=1'])
    assert.throws(
      () => search(query),
      (error) => hasCode(error, 'RECORDS_FHIR_SEARCH_PARAMETER'),
      query,
    )
  for (const query of ['patient=Group/x', 'date=today', '_sort=-_id', '_count=-1', '_page=*', '_total=x', 'type='])
    assert.throws(
      () => search(query),
      (error) => hasCode(error, 'RECORDS_FHIR_SEARCH_VALUE'),
      query,
    )
  assert.throws(
    () => search('_count=many'),
    (error) => error instanceof SymbolonError && error.facts.expected === `0 … ${RECEIPT_COUNT_MAX}`,
  )
  assert.throws(
    () => search(`_id=${'x,'.repeat(200)}x`),
    (error) => hasCode(error, 'RECORDS_FHIR_SEARCH_MANY'),
  )
})

test('property: whatever text a parameter has, it is understood or refused with our error', () => {
  const names = receiptTypes.flatMap((type) => Object.keys(receiptParameters[type]))
  const parameter = fc.constantFrom(...new Set(names), '_id', '_lastUpdated', '_sort', '_count', '_page', '_summary')
  fc.assert(
    fc.property(fc.constantFrom(...receiptTypes), parameter, fc.string(), (type, name, value) => {
      try {
        const found = parseReceiptSearch(type, [[name, value]])
        assert.ok(found.forms.every((form) => receiptFormNames.includes(form)))
      } catch (error) {
        if (!(error instanceof SymbolonError)) throw error
      }
    }),
    { numRuns: fuzzRuns },
  )
})

test('the form of a receipt is its kind, but for openings', () => {
  assert.deepEqual([formOf(receipt), formOf({ ...receipt, kind: 'added' })], ['read', 'added'])
})
