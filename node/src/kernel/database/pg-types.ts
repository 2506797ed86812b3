import { strict as assert } from 'node:assert'
import pg from 'pg'

const types = pg.types.builtins
const parsers: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [types.INT8, safeInteger],
  [types.DATE, (text: string) => text],
])
/** int8[] */
const int8Array = 1016

/** How column values arrive: int8 as number, date as its ISO text, everything else as pg has it. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary' && oid === int8Array) return safeIntegers
    return (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format as 'text')
  }) as pg.CustomTypesConfig['getTypeParser'],
}

function safeInteger(text: string): number {
  const value = Number(text)
  assert(Number.isSafeInteger(value), 'an int8 beyond 2^53-1 reached the node')
  return value
}

function safeIntegers(text: string): number[] {
  return text === '{}' ? [] : text.slice(1, -1).split(',').map(safeInteger)
}
