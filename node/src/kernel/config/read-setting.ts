import { type Hex, kernelErrors } from '@symbolon/protocol/kernel'

/** The text of a variable; an empty one counts as absent. */
type Text = string | undefined

export function present<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): Partial<Record<Name, Value>> {
  if (value === undefined || value === '') return {}
  return { [name]: value } as Partial<Record<Name, Value>>
}

export function integer(setting: string, text: Text, range: { or: number; min?: number; max: number }): number {
  if (text === undefined || text === '') return range.or
  const value = Number(text)
  if (!/^\d{1,10}$/.test(text) || value > range.max || value < (range.min ?? 0)) throw invalid(setting)
  return value
}

export function positive(setting: string, text: Text): number | undefined {
  if (text === undefined || text === '') return undefined
  return integer(setting, text, { or: 0, min: 1, max: 2 ** 31 })
}

export function address(setting: string, text: Text): Hex | undefined {
  if (text === undefined || text === '') return undefined
  if (!/^0x[0-9a-fA-F]{40}$/.test(text)) throw invalid(setting)
  return text as Hex
}

/** Scheme, host and port, and nothing behind them. */
export function webOrigin(setting: string, text: Text): string | undefined {
  if (text === undefined || text === '') return undefined
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.origin !== text.replace(/\/$/, '')) throw invalid(setting)
  return url.origin
}

export function webAddress(setting: string, text: Text): string | undefined {
  if (text === undefined || text === '') return undefined
  if (!/^https?:$/.test(URL.parse(text)?.protocol ?? '')) throw invalid(setting)
  return text
}

export function invalid(setting: string) {
  return kernelErrors.KERNEL_CONFIG_INVALID({ setting })
}
