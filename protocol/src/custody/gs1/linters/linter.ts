import type { Flaw } from '../gs1-error.ts'

/** Looks closer at one part of an element whose characters and length are right. */
export type Linter = (part: string) => Flaw | undefined

/** The flaw, unless the rule holds. */
export function unless(holds: boolean, flaw: Flaw): Flaw | undefined {
  return holds ? undefined : flaw
}

/** The number that two digits of the part are. */
export function twoDigits(part: string, at: number): number {
  return (part.charCodeAt(at) - 48) * 10 + part.charCodeAt(at + 1) - 48
}
