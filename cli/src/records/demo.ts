import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type Purpose, purposes } from '@symbolon/protocol/consent'
import type { Words } from '@symbolon/protocol/kernel'
import { SymbolonError } from '@symbolon/protocol/kernel'
import { listLedger, revokeGrant } from '@symbolon/sdk/consent'
import { getParty } from '@symbolon/sdk/identity'
import type { Client } from '@symbolon/sdk/kernel'
import { addRecord, eraseRecord, giveGrants, openRecord, readFhir } from '@symbolon/sdk/records'
import { openClient } from '../identity/index.ts'
import { exitCodes, type Facts, failureOf, type Run, type Verb } from '../kernel/index.ts'
import { demoWords as words } from './demo-words.ts'

/** One step as it went. */
interface Step {
  readonly step: string
  readonly ok: boolean
  readonly text: string
  /** The same thing by hand. */
  readonly command: string
  readonly facts: Facts
}

interface Story {
  readonly run: Run
  readonly eleni: Client
  readonly hospital: Client
  readonly steps: Step[]
}

const week_ms = 7 * 86_400_000
const laboratory = 'Observation?category=laboratory'

/** `symbolon demo records`: every step is done for real against the running node; exit 1 when one goes wrong. */
export const demoRecords: Verb = async (run) => {
  run.output.tell(words.title)
  const eleni = (await openClient({ ...run, as: 'eleni' })).client
  const hospital = (await openClient({ ...run, as: 'hospital-a' })).client
  const story: Story = { run, eleni, hospital, steps: [] }
  const { record, of } = await add(story)
  const grant = await give(story, { record, of })
  await read(story)
  await lookUp(story, grant)
  await stop(story, grant)
  await erase(story, record)
  const ok = story.steps.every((step) => step.ok)
  const seconds = (performance.now() / 1000).toFixed(1)
  run.output.result({ ok, steps: story.steps }, () => run.output.words(words.done, { seconds }))
  return ok ? exitCodes.ok : exitCodes.failed
}

async function add(story: Story): Promise<{ record: string; of: number }> {
  const text = await readFile(new URL('../../demo/eleni.json', import.meta.url), 'utf8')
  // A fresh identifier in each run: the same file twice would be the same record.
  const bytes = Buffer.from(text.replace('"id": "eleni"', `"id": "${randomUUID()}"`))
  const added = await addRecord(story.eleni, { name: 'eleni.json', bytes })
  const { record, receipt, report } = added
  const facts = { entries: report.entries, record, receipt }
  tell(story, { step: 'add', words: words.added, facts, command: 'symbolon record add cli/demo/eleni.json --as eleni' })
  return { record, of: report.entries }
}

async function give(story: Story, { record }: { record: string; of: number }): Promise<string> {
  const to = [await getParty(story.eleni, { party: 'hospital-a' })]
  const what = { categories: ['tests'], from: '2015-01-01' }
  const until = story.eleni.clock.now() + week_ms
  const { grants, coverage } = await giveGrants(story.eleni, { to, records: [record], what, purpose: 'TREAT', until })
  const [given] = grants
  const grant = given?.grant ?? ''
  const command = `symbolon grant give --record ${record} --to hospital-a --purpose TREAT --what tests --from 2015-01-01 --until 7d --as eleni`
  tell(story, {
    step: 'give',
    words: words.given,
    facts: { entries: coverage.entries, of: coverage.of, grant },
    command,
  })
  return grant
}

async function read(story: Story): Promise<void> {
  const tests = await readFhir(story.hospital, { path: laboratory })
  const conditions = await readFhir(story.hospital, { path: 'Condition' })
  const command = `symbolon api GET '/fhir/${laboratory}' --as hospital-a`
  tell(story, { step: 'read', words: words.read, facts: { total: tests.total ?? 0 }, command })
  const hidden = { total: conditions.total ?? 0 }
  tell(story, {
    step: 'hidden',
    words: words.hidden,
    facts: hidden,
    command: "symbolon api GET '/fhir/Condition' --as hospital-a",
  })
}

async function lookUp(story: Story, grant: string): Promise<void> {
  const { items } = await listLedger(story.eleni, { group: 'seen', limit: 50 })
  const row = items.find((item) => item.grant === grant && item.records.some(({ entries }) => entries.length > 0))
  const { output } = story.run
  const entries = row?.records.reduce((sum, one) => sum + one.entries.length, 0) ?? 0
  const purpose = output.words(purposes[(row?.purpose ?? 'TREAT') as Purpose].words)
  const who = row?.who.name?.[output.language] ?? row?.who.party ?? '?'
  const facts = { who, purpose, entries }
  tell(story, {
    step: 'ledger',
    words: words.ledger,
    facts,
    command: 'symbolon ledger show --as eleni',
    ok: row !== undefined,
  })
}

async function stop(story: Story, grant: string): Promise<void> {
  const { seen } = await revokeGrant(story.eleni, { grant })
  const command = `symbolon grant revoke ${grant} --as eleni`
  tell(story, { step: 'revoke', words: words.revoked, facts: { entries: seen.entries }, command })
  const reason = await refusalOf(story, () => readFhir(story.hospital, { path: laboratory }))
  const again = `symbolon api GET '/fhir/${laboratory}' --as hospital-a`
  tellRefusal(story, { step: 'refused', reason, refused: words.refused, open: words.notRefused, command: again })
}

async function erase(story: Story, record: string): Promise<void> {
  const { receipt } = await eraseRecord(story.eleni, { record })
  tell(story, {
    step: 'erase',
    words: words.erased,
    facts: { receipt },
    command: `symbolon record erase ${record} --yes --as eleni`,
  })
  const reason = await refusalOf(story, () => openRecord(story.eleni, { record }))
  const command = `symbolon record open ${record} --as eleni`
  tellRefusal(story, { step: 'gone', reason, refused: words.gone, open: words.notGone, command })
}

async function refusalOf(story: Story, act: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    if (!(error instanceof SymbolonError)) throw error
    return failureOf(error, story.run.output).title
  }
}

function tellRefusal(
  story: Story,
  of: { step: string; reason: string | undefined; refused: Words; open: Words; command: string },
): void {
  const { step, reason, command } = of
  if (reason === undefined) tell(story, { step, words: of.open, facts: {}, command, ok: false })
  else tell(story, { step, words: of.refused, facts: { reason }, command })
}

function tell(
  story: Story,
  telling: { step: string; words: Words; facts: Facts; command: string; ok?: boolean },
): void {
  const { output } = story.run
  const { step, facts, command, ok = true } = telling
  const text = output.words(telling.words, facts)
  story.steps.push({ step, ok, text, command, facts })
  const mark = ok ? output.style('good', '✓') : output.style('bad', '✕')
  if (!output.json) output.error(`${mark} ${text}\n    ${output.style('faint', `$ ${command}`)}`)
}
