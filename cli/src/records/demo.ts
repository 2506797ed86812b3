import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Purpose, purposes } from '@symbolon/protocol/consent'
import { fhirIdOf, selectEntries } from '@symbolon/protocol/records'
import { listLedger, revokeGrant } from '@symbolon/sdk/consent'
import { getParty } from '@symbolon/sdk/identity'
import {
  addRecord,
  eraseRecord,
  type FhirResource,
  getRecord,
  giveGrants,
  openRecord,
  readFhir,
} from '@symbolon/sdk/records'
import { openClient } from '../identity/index.ts'
import { commandName, exitCodes, type Verb } from '../kernel/index.ts'
import { proveReceipts } from './demo-proofs.ts'
import { attempt, type Story, tell } from './demo-story.ts'
import { demoWords as words } from './demo-words.ts'

/** The record that this run of the demo added, told apart from all that these people had before by its identifiers. */
interface Own {
  readonly record: string
  /** FHIR id of its patient, new in every run: a search for it finds entries of this record only. */
  readonly patient: string
  /** FHIR ids of the entries that the hospital is let into. */
  readonly granted: ReadonlySet<string>
}

const week_ms = 7 * 86_400_000
const sample = new URL(import.meta.resolve('symbolon/demo/eleni.json'))
const what = { categories: ['tests'], from: '2015-01-01' }

/** `symbolon demo records`: every step is done for real against the running node; exit 1 when one goes wrong. */
export const demoRecords: Verb = async (run) => {
  run.output.tell(words.title)
  const eleni = (await openClient({ ...run, as: 'eleni' })).client
  const hospital = (await openClient({ ...run, as: 'hospital-a' })).client
  const story: Story = { run, eleni, hospital, steps: [], receipts: [], proofs: [] }
  const own = await add(story)
  const grant = await give(story, own)
  await read(story, own)
  await lookUp(story, { grant, own })
  await stop(story, { grant, own })
  // Erasing destroys what opens the entries: a proof is fetched before, and stays good.
  await proveReceipts(story)
  await erase(story, own)
  await proveReceipts(story)
  const { steps, proofs } = story
  const ok = steps.every((step) => step.ok) && proofs.every(({ state }) => state !== 'failed')
  const seconds = (performance.now() / 1000).toFixed(1)
  run.output.result({ ok, steps, proofs }, () => run.output.words(words.done, { seconds }))
  return ok ? exitCodes.ok : exitCodes.failed
}

async function add(story: Story): Promise<Own> {
  const text = await readFile(sample, 'utf8')
  // A fresh identifier in each run: the same file twice would be the same record.
  const bytes = Buffer.from(text.replace('"id": "eleni"', `"id": "${randomUUID()}"`))
  const { record, receipt, report } = await addRecord(story.eleni, { name: 'eleni.json', bytes })
  const facts = { entries: report.entries, record, receipt }
  const command = `${commandName} record add ${relative(process.cwd(), fileURLToPath(sample))} --as eleni`
  tell(story, { step: 'add', words: words.added, facts, command })
  story.receipts.push({ step: 'add', receipt })
  const { entries } = (await getRecord(story.eleni, { record })).manifest
  const patient = entries.find(({ kind }) => kind === 'Patient')
  if (patient === undefined) throw new Error('the sample of the demo has no patient')
  const granted = new Set(selectEntries(entries, what).map(({ id }) => fhirIdOf(id)))
  return { record, patient: fhirIdOf(patient.id), granted }
}

async function give(story: Story, { record, granted }: Own): Promise<string> {
  const to = [await getParty(story.eleni, { party: 'hospital-a' })]
  const until = story.eleni.clock.now() + week_ms
  const { grants, coverage } = await giveGrants(story.eleni, { to, records: [record], what, purpose: 'TREAT', until })
  const [{ grant, receipt } = { grant: '', receipt: '' }] = grants
  const command = `${commandName} grant give --record ${record} --to hospital-a --purpose TREAT --what tests --from 2015-01-01 --until 7d --as eleni`
  const facts = { entries: coverage.entries, of: coverage.of, grant }
  tell(story, { step: 'give', words: words.given, facts, command, ok: coverage.entries === granted.size })
  story.receipts.push({ step: 'give', receipt })
  return grant
}

const laboratoryOf = ({ patient }: Own) => `Observation?category=laboratory&patient=${patient}`
const asHospital = (path: string) => `${commandName} api GET '/fhir/${path}' --as hospital-a`

async function read(story: Story, own: Own): Promise<void> {
  const path = laboratoryOf(own)
  const tests = await readFhir(story.hospital, { path })
  const { total = 0 } = tests
  const entries = own.granted.size
  const isRight = total === entries && idsIn(tests).every((id) => own.granted.has(id))
  const found = isRight ? words.read : words.readOther
  tell(story, { step: 'read', words: found, facts: { total, entries }, command: asHospital(path), ok: isRight })
  const beyond = `Condition?patient=${own.patient}`
  const { total: shown = 0 } = await readFhir(story.hospital, { path: beyond })
  const isHidden = shown === 0
  const seen = isHidden ? words.hidden : words.notHidden
  tell(story, { step: 'hidden', words: seen, facts: { total: shown }, command: asHospital(beyond), ok: isHidden })
}

function idsIn(bundle: FhirResource): string[] {
  return (bundle.entry ?? []).map(({ resource }) => resource?.id ?? '')
}

async function lookUp(story: Story, { grant, own }: { grant: string; own: Own }): Promise<void> {
  const { items } = await listLedger(story.eleni, { group: 'seen', limit: 50 })
  const row = items.find((item) => item.grant === grant && item.records.some(({ entries }) => entries.length > 0))
  const { output } = story.run
  const entries = row?.records.reduce((sum, one) => sum + one.entries.length, 0) ?? 0
  const purpose = output.words(purposes[(row?.purpose ?? 'TREAT') as Purpose].words)
  const facts = { who: row?.who.name?.[output.language] ?? row?.who.party ?? '?', purpose, entries }
  const command = `${commandName} ledger show --as eleni`
  tell(story, { step: 'ledger', words: words.ledger, facts, command, ok: entries === own.granted.size })
  const ofGrant = items.filter((item) => item.grant === grant)
  const left = ofGrant.map(({ receipt, records }) => ({ step: records.length > 0 ? 'read' : 'hidden', receipt }))
  story.receipts.push(...left.toReversed().flatMap(({ step, receipt }) => (receipt ? [{ step, receipt }] : [])))
}

async function stop(story: Story, { grant, own }: { grant: string; own: Own }): Promise<void> {
  const { seen } = await revokeGrant(story.eleni, { grant })
  const revoke = `${commandName} grant revoke ${grant} --as eleni`
  tell(story, { step: 'revoke', words: words.revoked, facts: { entries: seen.entries }, command: revoke })
  const path = laboratoryOf(own)
  const again = await attempt(story, () => readFhir(story.hospital, { path }))
  const telling = { step: 'refused', command: asHospital(path) }
  if ('refusal' in again) {
    tell(story, { ...telling, words: words.refused, facts: { reason: again.refusal } })
    const { items } = await listLedger(story.eleni, { group: 'refused', limit: 1 })
    story.receipts.push(...items.flatMap(({ receipt }) => (receipt ? [{ step: 'refused', receipt }] : [])))
    return
  }
  // Another access that she gave it is still open: its door answers, with nothing of this record.
  const { total = 0 } = again.value
  const nothing = total === 0
  tell(story, { ...telling, words: nothing ? words.nothingLeft : words.notRefused, facts: { total }, ok: nothing })
}

async function erase(story: Story, { record }: Own): Promise<void> {
  const { receipt } = await eraseRecord(story.eleni, { record })
  const command = `${commandName} record erase ${record} --yes --as eleni`
  tell(story, { step: 'erase', words: words.erased, facts: { receipt }, command })
  story.receipts.push({ step: 'erase', receipt })
  const again = await attempt(story, () => openRecord(story.eleni, { record }))
  const telling = { step: 'gone', command: `${commandName} record open ${record} --as eleni` }
  if ('refusal' in again) tell(story, { ...telling, words: words.gone, facts: { reason: again.refusal } })
  else tell(story, { ...telling, words: words.notGone, facts: {}, ok: false })
}
