import { type Elements, parseDigitalLink, writeElementString } from '@symbolon/protocol/custody'
import { refuse } from './label-errors.ts'
import { inWholeDots } from './printer-dots.ts'
import { BAR_HEIGHT_MM, LABEL_LINK_CHARS_MAX, LABEL_TITLE_CHARS_MAX, symbologies } from './symbologies.ts'
import type { LabelTitle } from './write-svg.ts'

/** What a label carries: GS1 data in a symbol of GS1, or a Digital Link in a QR code. */
export type LabelContent =
  | { readonly symbology: 'gs1-datamatrix' | 'gs1-128'; readonly elements: Elements }
  | {
      readonly symbology: 'qr-digital-link'
      /** What stands beneath for people; the link names all of it. */
      readonly elements: Elements
      /** At most 512 characters, signed or not. */
      readonly link: string
    }

/** A label to be drawn. */
export type LabelDrawing = LabelContent & {
  readonly format: 'svg' | 'png'
  /** What it is called for those who don't see it, 1 to 200 characters, in the language it is written in. */
  readonly title: LabelTitle
  /** Width of a module, millimetres, within GS1's range of the symbol: DataMatrix 0.254 to 0.99 (0.38 unless given), GS1-128 0.17 to 1.016 (0.495), QR 0.396 to 0.99 (0.495). */
  readonly x_dimension_mm?: number
  /** Height of the bars of GS1-128, 12.7 to 100 millimetres; 31.75 unless given. */
  readonly bar_height_mm?: number
  /** Of the printer that a PNG is for, 150 to 2400; 600 unless given. A module is a whole number of its dots. */
  readonly dots_per_inch?: number
}

/** A drawn label. */
export interface Label {
  readonly media_type: 'image/svg+xml' | 'image/png'
  readonly bytes: Uint8Array
  readonly width_mm: number
  readonly height_mm: number
  /** Width of a module as it is drawn: a PNG has whole dots. */
  readonly x_dimension_mm: number
}

const dpi = { min: 150, usual: 600, max: 2400 } as const

/**
 * A label that a reader decodes to exactly what it says: a symbol with its quiet zone on white, and beneath it, in
 * letters, each application identifier in brackets with its data. It fetches nothing and needs no font.
 * @throws CUSTODY_LABEL_REFUSED for what no symbol holds and for sizes outside GS1's; CUSTODY_GS1_INVALID for data that
 * are not GS1's
 * @source GS1 General Specifications §5.4, §5.6, §5.7 (symbols), §5.12.3 (sizes), §4.15 (human readable interpretation)
 * @example await drawLabel({ symbology: 'gs1-datamatrix', elements, format: 'svg', title: { text: 'Ετικέτα', language: 'el' } })
 */
export async function drawLabel(drawing: LabelDrawing): Promise<Label> {
  const { title } = drawing
  if (title.text.trim() === '' || title.text.length > LABEL_TITLE_CHARS_MAX) refuse('title')
  const text = textOf(drawing)
  const { dots_per_inch = dpi.usual, bar_height_mm = BAR_HEIGHT_MM.usual } = drawing
  const x_dimension_mm = moduleWidth(drawing, dots_per_inch)
  if (!(bar_height_mm >= BAR_HEIGHT_MM.min && bar_height_mm <= BAR_HEIGHT_MM.max)) refuse('bar_height')
  // Two megabytes of encoders, which only whoever draws a label loads.
  const { renderLabel } = await import('./render-label.ts')
  return renderLabel(drawing, { text, x_dimension_mm, bar_height_mm, dots_per_inch })
}

/** What the symbol holds. */
function textOf(content: LabelContent): string {
  const text = writeElementString(content.elements)
  if (content.symbology !== 'qr-digital-link') return text
  if (content.link.length > LABEL_LINK_CHARS_MAX) refuse('link_characters')
  const named = new Map(parseDigitalLink(content.link).elements)
  const isSame =
    named.size === content.elements.length && content.elements.every(([ai, data]) => named.get(ai) === data)
  return isSame ? content.link : refuse('link')
}

/** The width of a module that is within the range of the symbol and, on a printer, a whole number of dots. */
function moduleWidth({ symbology, format, x_dimension_mm }: LabelDrawing, dots_per_inch: number): number {
  const { min, usual, max } = symbologies[symbology].x_dimension_mm
  const asked = x_dimension_mm ?? usual
  if (!(asked >= min && asked <= max)) refuse('x_dimension')
  if (format === 'svg') return asked
  if (!(dots_per_inch >= dpi.min && dots_per_inch <= dpi.max)) refuse('resolution')
  const width = inWholeDots(asked, { dots_per_inch })
  return width >= min && width <= max ? width : refuse('resolution')
}
