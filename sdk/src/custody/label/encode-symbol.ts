import bwip from 'bwip-js/generic'
import { refuse } from './label-errors.ts'
import { GS1_128_CHARS_MAX, type Symbology } from './symbologies.ts'

/** A dark rectangle of a symbol, in modules from its upper left corner. */
export interface Dark {
  readonly x: number
  readonly y: number
  readonly width: number
}

/** The dark modules of a symbol, without its quiet zones. Bars of GS1-128 are one row, as high as wanted. */
export interface SymbolModules {
  readonly columns: number
  readonly rows: number
  /** Runs of dark modules, row by row. */
  readonly dark: readonly Dark[]
}

const separator = '\u001d'
/** How the encoder is told FNC1; no GS1 character set has a circumflex. */
const fnc1 = '^FNC1'

/**
 * The modules of a symbol.
 * @param text a GS1 element string with separators 0x1D, or the link of a QR code
 * @throws CUSTODY_LABEL_REFUSED
 * @source ISO/IEC 16022 (Data Matrix), ISO/IEC 15417 (Code 128), ISO/IEC 18004 (QR Code); FNC1 first makes the first two GS1's
 */
export function encodeSymbol(symbology: Symbology, text: string): SymbolModules {
  if (symbology === 'qr-digital-link') return matrixOf('qrcode', text, { eclevel: 'M' })
  const told = fnc1 + text.replaceAll(separator, fnc1)
  if (symbology === 'gs1-datamatrix') return matrixOf('datamatrix', told, { parsefnc: true })
  if (text.length > GS1_128_CHARS_MAX) refuse('gs1_128_characters')
  return linearOf(told)
}

interface Matrix {
  readonly pixs: readonly number[]
  readonly pixx: number
  readonly pixy: number
}

function matrixOf(bcid: string, text: string, options: object): SymbolModules {
  const [drawn] = rawOf({ bcid, text, options })
  const { pixs, pixx, pixy } = drawn as Matrix
  const rows = Array.from({ length: pixy }, (_, y) => runsIn(pixs.slice(y * pixx, (y + 1) * pixx), y))
  return { columns: pixx, rows: pixy, dark: rows.flat() }
}

function linearOf(text: string): SymbolModules {
  const [drawn] = rawOf({ bcid: 'code128', text, options: { parsefnc: true } })
  const { sbs } = drawn as { sbs: readonly number[] }
  const dark: Dark[] = []
  let x = 0
  for (const [at, width] of sbs.entries()) {
    if (at % 2 === 0) dark.push({ x, y: 0, width })
    x += width
  }
  return { columns: x, rows: 1, dark }
}

function runsIn(row: readonly number[], y: number): Dark[] {
  const runs: { x: number; y: number; width: number }[] = []
  for (const [x, bit] of row.entries()) {
    const last = runs.at(-1)
    if (bit === 1 && last !== undefined && last.x + last.width === x) last.width++
    else if (bit === 1) runs.push({ x, y, width: 1 })
  }
  return runs
}

/** The data were checked before, so what the encoder refuses is what no symbol has room for. */
function rawOf({ bcid, text, options }: { bcid: string; text: string; options: object }) {
  try {
    return bwip.raw(bcid, text, options)
  } catch (error) {
    if (error instanceof Error && /TooLong|TooMuchData|NoValidSymbol/.test(error.message)) refuse('capacity')
    throw error
  }
}
