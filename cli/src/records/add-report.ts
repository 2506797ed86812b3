import type { Words } from '@symbolon/protocol/kernel'
import {
  categories,
  changeKinds,
  type ImportReport,
  notUnderstoodReasons,
  problemRules,
  sensitiveLabels,
} from '@symbolon/protocol/records'
import { formatCount, kernelWords, type Output, type Run, sayCount } from '../kernel/index.ts'
import type { FileOutcome } from './add.ts'
import type { Remark } from './read-sources.ts'
import { counted, words } from './words.ts'

const shownLines = 5

/** What became of the files, and of the work as a whole. */
export interface Adding {
  readonly outcomes: readonly FileOutcome[]
  /** What is said of folders and archives. */
  readonly remarks: readonly Remark[]
  /** Ctrl-C ended it. */
  readonly cancelled: boolean
  /** Files that nothing was done about, or not all. */
  readonly untried: readonly string[]
}

/** Tells what became of the files: everything as JSON, the essence for people. */
export function showAdded(run: Run, { outcomes, remarks, cancelled, untried }: Adding): void {
  const { output } = run
  const sum = { ...sumOf(outcomes), untried: untried.length }
  const head = { ...(run.dryRun && { dry_run: true }), ...(cancelled && { cancelled }), ...sum }
  const files = [...outcomes.map(flat), ...untried.map((name) => ({ name, untried: true }))]
  const lines = () => [
    ...outcomes.map((one) => outcomeText(one, output)),
    ...remarks.map((one) => remarkText(one, output)),
  ]
  output.result({ ...head, files, remarks }, () => [...lines(), sumText(run, sum)].join('\n'))
}

function remarkText({ name, reason, total }: Remark, output: Output): string {
  const files = sayCount(counted.files, output.language, total)
  const text = output.words(reason === 'passed-over' ? words.passedOver : words.readApart, { name, files })
  return `${output.style('faint', '·')} ${text}`
}

/** True when the file is kept and its token is still on its way to the ledger. */
export function isPending(outcome: FileOutcome): boolean {
  return 'added' in outcome && outcome.added.state === 'saved'
}

// One flat object a file: name, what became of it, its report.
function flat(outcome: FileOutcome): object {
  if ('added' in outcome) return { name: outcome.name, ...outcome.added }
  if ('simulated' in outcome) return { name: outcome.name, ...outcome.simulated }
  return outcome
}

interface Sum {
  readonly added: number
  /** Kept, and on their way to the ledger. */
  readonly pending: number
  readonly already: number
  readonly failed: number
  readonly untried: number
  readonly entries: number
}

function sumOf(outcomes: readonly FileOutcome[]): Omit<Sum, 'untried'> {
  const fresh = outcomes.filter((one) => 'simulated' in one || ('added' in one && !one.added.already))
  const pending = outcomes.filter(isPending).length
  const already = outcomes.filter((one) => 'added' in one && one.added.already && !isPending(one)).length
  const failed = outcomes.filter((one) => 'error' in one).length
  const entries = fresh.reduce((sum, one) => sum + (reportIn(one)?.entries ?? 0), 0)
  return { added: fresh.filter((one) => !isPending(one)).length, pending, already, failed, entries }
}

function reportIn(outcome: FileOutcome): ImportReport | undefined {
  if ('added' in outcome) return outcome.added.report
  return 'simulated' in outcome ? outcome.simulated.report : outcome.report
}

function outcomeText(outcome: FileOutcome, output: Output): string {
  const report = reportIn(outcome)
  const details = report === undefined ? [] : reportLines(report, output)
  return [headOf(outcome, output), ...details].join('\n')
}

function headOf(outcome: FileOutcome, output: Output): string {
  const { name } = outcome
  const good = output.style('good', '✓')
  if ('error' in outcome) {
    const { title, hint, code } = outcome.error
    const mark = output.style('bad', '✕')
    return `${output.words(words.failedOne, { mark, name, title })}\n    ${hint} ${output.style('faint', code)}`
  }
  const entries = sayCount(counted.entries, output.language, reportIn(outcome)?.entries ?? 0)
  if ('simulated' in outcome) return output.words(words.would, { mark: good, name, entries })
  const { record, already } = outcome.added
  if (isPending(outcome)) {
    const mark = output.style('caution', '…')
    return `${output.words(words.addedOne, { mark, name, entries, record })}\n    ${output.words(words.pending)}`
  }
  return output.words(already ? words.already : words.addedOne, { mark: good, name, entries, record })
}

function reportLines(report: ImportReport, output: Output): string[] {
  const line = (label: string, text: string) => `    ${label}: ${text}`
  const lines: string[] = []
  if (report.form !== 'file' && report.entries > 0)
    lines.push(line(output.words(words.contents), countsText(report.by_category, { names: categories, output })))
  const changed = Object.entries(report.changed).map(
    ([kind, n]) => `${output.words(changeKinds[kind as keyof typeof changeKinds])} ${formatCount(n, output.language)}`,
  )
  if (changed.length > 0) lines.push(line(output.words(words.changed), changed.join(', ')))
  if (report.sensitive > 0)
    lines.push(line(output.words(words.sensitive), countsText(report.by_label, { names: sensitiveLabels, output })))
  if (report.references_outside.total > 0)
    lines.push(line(output.words(words.outside), formatCount(report.references_outside.total, output.language)))
  const { not_understood, rejected } = report
  const unclear = not_understood.first.map(
    ({ path, reason }) => `${path || '/'}: ${output.words(notUnderstoodReasons[reason])}`,
  )
  lines.push(...listed(output.words(words.notUnderstood), { total: not_understood.total, first: unclear }, output))
  const refused = rejected.first.map(({ at, type, problems }) => {
    const [problem] = problems
    const place = at === '' ? type : `${at} (${type})`
    return problem === undefined ? place : `${place}: ${problem.path} ${output.words(problemRules[problem.rule])}`
  })
  lines.push(...listed(output.words(words.rejected), { total: rejected.total, first: refused }, output))
  return lines
}

function listed(label: string, list: { total: number; first: readonly string[] }, output: Output): string[] {
  if (list.total === 0) return []
  const shown = list.first.slice(0, shownLines)
  const left = list.total - shown.length
  const more = left > 0 ? [`      ${output.words(words.andMore, { n: left })}`] : []
  return [`    ${label}: ${formatCount(list.total, output.language)}`, ...shown.map((text) => `      ${text}`), ...more]
}

function countsText<Name extends string>(
  counts: Readonly<Partial<Record<Name, number>>>,
  { names, output }: { names: Readonly<Record<Name, Words>>; output: Output },
): string {
  const pairs = Object.entries<number>(counts as Record<Name, number>).sort(([, left], [, right]) => right - left)
  return pairs.map(([name, n]) => `${output.words(names[name as Name])} ${formatCount(n, output.language)}`).join(', ')
}

function sumText(run: Run, sum: Sum): string {
  const { output } = run
  const files = (count: number) => sayCount(counted.files, output.language, count)
  const entries = sayCount(counted.entries, output.language, sum.entries)
  const untried = sum.untried > 0 ? [output.words(words.sumUntried, { files: files(sum.untried) })] : []
  if (run.dryRun) {
    const would = output.words(words.wouldAdd, { files: files(sum.added), entries })
    return [`${would} ${output.words(kernelWords.nothingChanged)}`, ...untried].join('\n')
  }
  const say = (name: 'added' | 'already' | 'failed') => sayCount(counted[name], output.language, sum[name])
  const told = output.words(words.sum, {
    added: say('added'),
    already: say('already'),
    failed: say('failed'),
    entries,
  })
  const pending = sum.pending > 0 ? [output.words(words.sumPending, { files: files(sum.pending) })] : []
  return [told, ...pending, ...untried].join('\n')
}
