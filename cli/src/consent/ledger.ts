import {
  consentErrors,
  exportForms,
  type LedgerGroup,
  type LedgerRow,
  type LoggedReceipt,
  ledgerGroups,
} from '@symbolon/protocol/consent'
import { describeError, type ErrorRow, SymbolonError } from '@symbolon/protocol/kernel'
import { getReceipt, listLedger } from '@symbolon/sdk/consent'
import { walkPages } from '@symbolon/sdk/kernel'
import { openClient } from '../identity/index.ts'
import {
  cliErrors,
  exitCodes,
  formatInstant,
  type Output,
  pairs,
  sayCount,
  table,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { purposeText } from './list.ts'
import { openForReceipt } from './open-for-receipt.ts'
import { proofStateWords } from './proof-words.ts'
import { receiptLines } from './receipt-lines.ts'
import { counted, reasonWords, words } from './words.ts'

const groups = Object.keys(ledgerGroups) as LedgerGroup[]

/** `symbolon ledger show`: who can see, who has seen, who was refused, what was exported. */
export const ledgerShow: Verb = async (run, input) => {
  const asked = textOption(input, 'group')
  const group = groups.find((known) => known === asked)
  if (asked !== undefined && group === undefined)
    throw cliErrors.CLI_OPTION_INVALID({ option: '--group', expected: groups.join(', ') })
  const { client } = await openClient(run)
  const found: LedgerRow[] = []
  const wanted = group === undefined ? groups : [group]
  for (const one of wanted)
    for await (const row of walkPages((page) => listLedger(client, { ...page, group: one }))) found.push(row)
  run.output.result({ items: found }, () => ledgerText({ wanted, found }, run.output))
  return exitCodes.ok
}

/** `symbolon ledger receipt`. */
export const ledgerReceipt: Verb = async (run, input) => {
  const { client } = await openForReceipt(run)
  const receipt = await getReceipt(client, { receipt: input.operands[0] ?? '' })
  const { output } = run
  output.result(receipt, () => pairs([...receiptLines(receipt, output), ...whatLines(receipt, output)]))
  return exitCodes.ok
}

function whatLines(receipt: LoggedReceipt, output: Output): [string, string][] {
  if (receipt.kind === 'anchored') return []
  const everything = receipt.kind === 'opened' && receipt.request_digest !== undefined
  const what: [string, string] = [output.words(words.what), whatText({ ...receipt, everything }, output)]
  return receipt.form === undefined
    ? [what]
    : [what, [output.words(words.form), output.words(exportForms[receipt.form])]]
}

function ledgerText(
  { wanted, found }: { wanted: readonly LedgerGroup[]; found: readonly LedgerRow[] },
  output: Output,
): string {
  const parts = wanted.map((group) => {
    const rows = found.filter((row) => row.group === group)
    const title = output.style('strong', output.words(ledgerGroups[group]))
    if (rows.length > 0) return `${title}\n${groupTable(group, { rows, output })}`
    return `${title}\n  ${output.words(group === 'now' ? words.nobody : words.nothingHere)}`
  })
  const advice = found.length === 0 ? [] : [output.style('faint', output.words(words.proveWith))]
  return [...parts, ...advice].join('\n\n')
}

function groupTable(group: LedgerGroup, { rows, output }: { rows: readonly LedgerRow[]; output: Output }): string {
  const last = { now: [words.until], seen: [], refused: [words.reason], exported: [words.form] }[group]
  const columns = [words.when, words.who, words.forWhom, words.why, words.what, words.grant, ...last]
  const heading = [...columns, words.receipt, words.proof].map((text) => output.words(text))
  return table(
    heading,
    rows.map((row) => [
      formatInstant(row.at, output.language),
      whoText(row, output),
      row.for_whom ?? '–',
      row.purpose === null ? '–' : purposeText(row.purpose, output),
      row.group === 'seen' && isVain(row) ? output.words(words.foundNothing) : whatText(row, output),
      row.grant ?? '–',
      ...lastOf(row, output),
      row.receipt ?? '–',
      row.proof === null ? '–' : output.words(proofStateWords[row.proof.state]),
    ]),
  )
}

// Whoever held the keys: the node can't tell the owner from somebody at the owner's machine.
function whoText({ group, who }: LedgerRow, output: Output): string {
  if (group === 'exported') return output.words(words.ownKeys)
  return who.name?.[output.language] ?? who.party
}

function lastOf(row: LedgerRow, output: Output): string[] {
  if (row.group === 'now') return [row.until === undefined ? '–' : formatInstant(row.until, output.language)]
  if (row.group === 'seen') return []
  if (row.group === 'exported') return [row.form === undefined ? '–' : output.words(exportForms[row.form])]
  return [row.reason === undefined ? '–' : reasonText(row.reason, output)]
}

// As the owner of the records reads it; where there are no such words, those of the error.
function reasonText(reason: string, output: Output): string {
  const told = reasonWords[reason]
  if (told !== undefined) return output.words(told)
  const rows: Readonly<Record<string, ErrorRow>> = consentErrors.rows
  const row = Object.hasOwn(rows, reason) ? rows[reason] : undefined
  return row === undefined
    ? output.words(words.otherReason)
    : describeError(new SymbolonError(reason, row, {}), output.language).title
}

/** A search that found nothing of this person. */
function isVain({ records, everything }: LedgerRow): boolean {
  return records.length === 0 && !everything
}

function whatText({ records, everything }: Pick<LedgerRow, 'records' | 'everything'>, output: Output): string {
  if (everything) return output.words(words.everything)
  const entries = records.reduce((sum, record) => sum + record.entries.length, 0)
  if (entries > 0) return sayCount(counted.entries, output.language, entries)
  if (records.length === 0) return '–'
  return sayCount(counted.records, output.language, records.length)
}
