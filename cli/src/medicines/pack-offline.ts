import { fromBase64Url, type JsonObject, readJsonBytes, SymbolonError } from '@symbolon/protocol/kernel'
import {
  coversGtin,
  describeOffline,
  type MakerKeys,
  makerKeys,
  type OfflineOutcome,
  parsePackTrace,
  STATUS_BYTES_MAX,
  TRACE_BYTES_MAX,
} from '@symbolon/protocol/medicines'
import {
  type CheckedOffline,
  checkPackOffline,
  getOfflineStatus,
  type OpenedStatus,
  offlineStatusText,
  openOfflineStatus,
  parseOfflineStatus,
} from '@symbolon/sdk/medicines'
import { readSmall, requireNew, writeNew } from '../consent/index.ts'
import { findHome, openClient, readKnownLogs, rememberLog } from '../identity/index.ts'
import {
  cliErrors,
  type ExitCode,
  exitCodes,
  formatInstant,
  type Input,
  type Output,
  pairs,
  type Run,
  sayCount,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { countedOffline, offlineWords } from './offline-words.ts'
import { neededOption } from './options.ts'
import { words } from './words.ts'

/** `symbolon pack status`: what a device takes along for a day without a network. */
export const packStatus: Verb = async (run, input) => {
  const target = textOption(input, 'out') ?? 'packs.pack-status'
  await requireNew(target)
  const { client, home } = await openClient(run)
  const status = await getOfflineStatus(client, { batches: input.operands, pinned: await readKnownLogs(home) })
  const path = await writeNew(target, offlineStatusText(status))
  await rememberLog(home, status.log)
  const { issued_at, valid_until } = status.file
  const { language } = run.output
  const [from, until] = [issued_at, valid_until].map((time) => new Date(time).toISOString())
  run.output.result({ path, batches: status.batches, issued_at: from, valid_until: until }, () =>
    run.output.words(offlineWords.fetched, {
      path,
      batches: sayCount(countedOffline.batches, language, status.batches.length),
      from: formatInstant(issued_at, language),
      until: formatInstant(valid_until, language),
    }),
  )
  return exitCodes.ok
}

/** `symbolon pack check`: nothing but files on this machine is asked. */
export const packCheck: Verb = async (run, input) => {
  const { checked } = await checkHere(run, input)
  run.output.result(jsonOf(checked, run.output), () => verdictText(checked, run.output))
  return offlineCode(checked)
}

/** What this machine can find out of a pack, and the status that it held it against. */
export async function checkHere(
  run: Run,
  input: Input,
): Promise<{ readonly checked: CheckedOffline; readonly status: OpenedStatus }> {
  const { output } = run
  const kept = await readSmall(neededOption(input, { name: 'status', option: '--status' }), {
    output,
    bytes_max: 2 * STATUS_BYTES_MAX,
  })
  const status = openOfflineStatus(parseOfflineStatus(kept), await readKnownLogs(findHome(run.environment)))
  const trace = textOption(input, 'trace')
  const file = trace === undefined ? undefined : await readSmall(trace, { output, bytes_max: TRACE_BYTES_MAX })
  const keys = textOption(input, 'makerKeys')
  const checked = checkPackOffline({
    scan: input.operands[0] ?? '',
    status,
    proof: file && parsePackTrace(file).pack,
    ...(keys !== undefined && { makers: readMakerKeys(await readSmall(keys, { output })) }),
    now: Date.now(),
  })
  return { checked, status }
}

/** 0 for a pack that may be dispensed, 9 for one that must not be, 7 where nobody can know. */
export function offlineCode({ verdict }: CheckedOffline): ExitCode {
  const codes: Readonly<Record<OfflineOutcome, ExitCode>> = {
    may_be_dispensed: exitCodes.ok,
    do_not_dispense: exitCodes.mismatch,
    not_checked: exitCodes.network,
  }
  return codes[verdict.outcome]
}

export function jsonOf({ verdict, pack, place }: CheckedOffline, { language }: Output) {
  const { outcome, reason, as_of, vouched_by } = verdict
  const said = describeOffline(verdict, language)
  const at = as_of === undefined ? null : new Date(as_of).toISOString()
  const { batch = null, index = null } = place ?? {}
  return { outcome, reason, said, as_of: at, vouched_by: vouched_by ?? null, pack, batch, index }
}

export function verdictText({ verdict, pack }: CheckedOffline, output: Output): string {
  const { outcome } = verdict
  const style = outcome === 'may_be_dispensed' ? 'good' : outcome === 'not_checked' ? 'caution' : 'bad'
  const mark = output.style(style, style === 'good' ? '✓' : style === 'caution' ? '–' : '✕')
  const rows: [string, string][] = [
    [output.words(words.product), pack.gtin],
    [output.words(words.serial), pack.serial],
    [output.words(words.lot), pack.lot],
    [output.words(words.expiry), pack.expiry],
  ]
  const said = output.style('strong', describeOffline(verdict, output.language))
  return `${mark} ${said}\n\n${pairs(rows).replace(/^/gm, '  ')}`
}

/** Keys as a file has them: key in base64url, products as GTINs or `prefix:` and digits, first and last day. */
function readMakerKeys(file: Uint8Array): MakerKeys {
  try {
    const listed = readJsonBytes(file)
    if (!Array.isArray(listed)) throw new TypeError('a list is expected')
    return makerKeys(listed.map((one) => makerKeyOf(one as JsonObject)))
  } catch (cause) {
    if (!(cause instanceof SymbolonError || cause instanceof TypeError || cause instanceof RangeError)) throw cause
    throw cliErrors.CLI_OPTION_INVALID(
      { option: '--maker-keys', expected: '[{"key","products","from","until"}]' },
      { cause },
    )
  }
}

function makerKeyOf({ key, products, from, until }: JsonObject) {
  const [first, last] = [from, until].map((day) => Date.parse(String(day)))
  const public_key = fromBase64Url(String(key))
  const isWhole = public_key.length === 32 && Array.isArray(products) && Number.isFinite(first) && Number.isFinite(last)
  if (!isWhole) throw new TypeError('a key needs products and days')
  const numbers = (products as readonly unknown[]).map(String)
  const covers = (gtin: string) =>
    numbers.some((number) =>
      number.startsWith('prefix:')
        ? coversGtin({ kind: 'prefix', prefix: number.slice('prefix:'.length) }, gtin)
        : number === gtin,
    )
  return { public_key, covers, from: first as number, until: last as number }
}
