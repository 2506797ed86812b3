import type { Linter } from './linter.ts'

/**
 * The padding of base64: at most two equals signs at the end, which fill the text to a multiple of four. It may be left
 * out.
 * @source GS1 General Specifications figure 7.11-3 (set 64); RFC 4648 §5
 */
export const padding: Linter = (part) => {
  const at = part.indexOf('=')
  if (at < 0) return undefined
  const isRight = /^={1,2}$/.test(part.slice(at)) && part.length % 4 === 0
  return isRight ? undefined : { reason: 'character', at }
}
