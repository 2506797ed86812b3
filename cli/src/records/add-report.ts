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

/** Tells what became of the files: everything as JSON, the essence for people. */
export function showAdded(
  run: Run,
  { outcomes, remarks }: { outcomes: readonly FileOutcome[]; remarks: readonly Remark[] },
): void {
  const { output } = run
  const sum = sumOf(outcomes)
  const value = { ...(run.dryRun && { dry_run: true }), ...sum, files: outcomes.map(flat), remarks }
  const lines = () => [
    ...outcomes.map((one) => outcomeText(one, output)),
    ...remarks.map((one) => remarkText(one, output)),
  ]
  output.result(value, () => [...lines(), sumText(run, sum)].join('\n'))
}

function remarkText({ name, reason, total }: Remark, output: Output): string {
  const files = sayCount(counted.files, output.language, total)
  const text = output.words(reason === 'passed-over' ? words.passedOver : words.readApart, { name, files })
  return `${output.style('faint', '·')} ${text}`
}

// One flat object a file: name, what became of it, its report.
function flat(outcome: FileOutcome): object {
  if ('added' in outcome) return { name: outcome.name, ...outcome.added }
  if ('simulated' in outcome) return { name: outcome.name, ...outcome.simulated }
  return outcome
}

interface Sum {
  readonly added: number
  readonly already: number
  readonly failed: number
  readonly entries: number
}

function sumOf(outcomes: readonly FileOutcome[]): Sum {
  const fresh = outcomes.filter((one) => 'simulated' in one || ('added' in one && !one.added.already))
  const already = outcomes.filter((one) => 'added' in one && one.added.already).length
  const failed = outcomes.filter((one) => 'error' in one).length
  const entries = fresh.reduce((sum, one) => sum + (reportIn(one)?.entries ?? 0), 0)
  return { added: fresh.length, already, failed, entries }
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
  const entries = sayCount(counted.entries, output.language, sum.entries)
  if (!run.dryRun) {
    const say = (name: 'added' | 'already' | 'failed') => sayCount(counted[name], output.language, sum[name])
    return output.words(words.sum, { added: say('added'), already: say('already'), failed: say('failed'), entries })
  }
  const files = sayCount(counted.files, output.language, sum.added)
  return `${output.words(words.wouldAdd, { files, entries })} ${output.words(kernelWords.nothingChanged)}`
}
