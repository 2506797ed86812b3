import type { Elements } from '@symbolon/protocol/custody'
import type { SymbolModules } from './encode-symbol.ts'
import { ASCENT_EM, DESCENT_EM, textWidth } from './glyphs.ts'
import { type Symbology, symbologies } from './symbologies.ts'

/** A label in millimetres, its upper left corner at 0, 0. */
export interface LabelLayout {
  readonly width_mm: number
  readonly height_mm: number
  readonly x_dimension_mm: number
  readonly symbol: SymbolModules
  /** The upper left dark corner of the symbol. */
  readonly symbol_left_mm: number
  readonly symbol_top_mm: number
  /** Height of one row of modules; of GS1-128, of the bars. */
  readonly row_mm: number
  readonly text_mm: number
  readonly lines: readonly TextLine[]
}

export interface TextLine {
  readonly text: string
  readonly left_mm: number
  /** Of the base line, from the top of the label. */
  readonly base_mm: number
}

/** Size of the letters beneath a symbol, and what is between two lines. */
const text_mm = 2.4
const line_mm = 3.2
/** White between the symbol and what stands beneath, at least, and around the whole. */
const gap_mm = 1

interface LabelParts {
  readonly symbology: Symbology
  readonly symbol: SymbolModules
  readonly elements: Elements
  readonly x_dimension_mm: number
  readonly bar_height_mm: number
}

/** Where everything stands: the symbol in its quiet zones, and its human readable interpretation centred beneath. */
export function layOutLabel({ symbology, symbol, elements, x_dimension_mm, bar_height_mm }: LabelParts): LabelLayout {
  const { quiet } = symbologies[symbology]
  const row_mm = symbology === 'gs1-128' ? bar_height_mm : x_dimension_mm
  const zone_mm = (symbol.columns + 2 * quiet.side) * x_dimension_mm
  const texts = interpretation(elements, symbology === 'gs1-128' ? zone_mm : 0)
  const width_mm = Math.max(zone_mm, ...texts.map((text) => textWidth(text, text_mm) + 2 * gap_mm))
  const above_mm = Math.max(gap_mm, quiet.above * x_dimension_mm)
  const beneath_mm = above_mm + symbol.rows * row_mm + Math.max(gap_mm, quiet.above * x_dimension_mm)
  const lines = texts.map((text, at) => ({
    text,
    left_mm: (width_mm - textWidth(text, text_mm)) / 2,
    base_mm: beneath_mm + ASCENT_EM * text_mm + at * line_mm,
  }))
  return {
    width_mm,
    height_mm: (lines.at(-1)?.base_mm ?? beneath_mm) + DESCENT_EM * text_mm + gap_mm,
    x_dimension_mm,
    symbol,
    symbol_left_mm: (width_mm - symbol.columns * x_dimension_mm) / 2,
    symbol_top_mm: above_mm,
    row_mm,
    text_mm,
    lines,
  }
}

/**
 * What a symbol says, for people: each application identifier in brackets, which are not in the symbol, before its data.
 * An element is never broken over two lines.
 * @source GS1 General Specifications §4.15 (human readable interpretation)
 */
function interpretation(elements: Elements, width_mm: number): string[] {
  const lines: string[] = []
  for (const [ai, data] of elements) {
    const last = lines.at(-1)
    const text = `(${ai})${data}`
    const isRoom = last !== undefined && textWidth(`${last} ${text}`, text_mm) + 2 * gap_mm <= width_mm
    if (isRoom) lines[lines.length - 1] = `${last} ${text}`
    else lines.push(text)
  }
  return lines
}
