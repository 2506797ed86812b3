import { cliErrors } from '../kernel/index.ts'

const units_ms: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

/** Milliseconds of `500ms`, `10s`, `5m`, `1h`, at least 100. @throws CLI_OPTION_INVALID */
export function parseSpan(text: string, option: string): number {
  const [, count = '', unit = ''] = /^(\d{1,5})(ms|s|m|h)$/.exec(text) ?? []
  const span_ms = Number(count) * (units_ms[unit] ?? 0)
  if (span_ms < 100) throw cliErrors.CLI_OPTION_INVALID({ option, expected: '500ms, 10s, 5m, 1h' })
  return span_ms
}
