import { utf8 } from '@symbolon/protocol/kernel'
import type { Label, LabelDrawing } from './draw-label.ts'
import { encodeSymbol } from './encode-symbol.ts'
import { refuse } from './label-errors.ts'
import { type LabelLayout, layOutLabel } from './lay-out-label.ts'
import { GS1_128_WIDTH_MM_MAX, symbologies } from './symbologies.ts'
import { writePng } from './write-png.ts'
import { writeSvg } from './write-svg.ts'

/** Sizes that are known to be in range, and what the symbol holds. */
interface Settled {
  readonly text: string
  readonly x_dimension_mm: number
  readonly bar_height_mm: number
  readonly dots_per_inch: number
}

/** A label whose data and sizes were checked. @throws CUSTODY_LABEL_REFUSED when its symbol has no room */
export async function renderLabel(drawing: LabelDrawing, settled: Settled): Promise<Label> {
  const { title, format, symbology } = drawing
  const { dots_per_inch, x_dimension_mm } = settled
  const layout = layOutLabel({ ...drawing, ...settled, symbol: encodeSymbol(symbology, settled.text) })
  if (symbology === 'gs1-128' && symbolWidth(layout) > GS1_128_WIDTH_MM_MAX) refuse('gs1_128_width')
  const size = { width_mm: layout.width_mm, height_mm: layout.height_mm, x_dimension_mm }
  if (format === 'svg') return { media_type: 'image/svg+xml', bytes: utf8(writeSvg(layout, title)), ...size }
  return { media_type: 'image/png', bytes: await writePng(layout, { dots_per_inch, title }), ...size }
}

function symbolWidth({ symbol, x_dimension_mm }: LabelLayout): number {
  return (symbol.columns + 2 * symbologies['gs1-128'].quiet.side) * x_dimension_mm
}
