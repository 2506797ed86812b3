/** A symbol that a label can carry. */
export type Symbology = 'gs1-datamatrix' | 'gs1-128' | 'qr-digital-link'

interface SymbologyRow {
  /** Least, usual and greatest width of a module, millimetres. */
  readonly x_dimension_mm: { readonly min: number; readonly usual: number; readonly max: number }
  /** White that the symbol needs around it, in modules. */
  readonly quiet: { readonly side: number; readonly above: number }
}

/**
 * Sizes of the symbols, the widest that some table for medicines or their logistic units allows: which table holds is for
 * whoever prints to know, since it depends on where the label is scanned.
 * @source GS1 General Specifications §5.12.3, symbol specification tables 6 and 10 (medicines), 2 and 5 (distribution and
 * logistic units), 1 addendum 2 (Digital Link); §5.4.4.2 (quiet zone of GS1-128)
 */
export const symbologies: Readonly<Record<Symbology, SymbologyRow>> = {
  'gs1-datamatrix': { x_dimension_mm: { min: 0.254, usual: 0.38, max: 0.99 }, quiet: { side: 1, above: 1 } },
  'gs1-128': { x_dimension_mm: { min: 0.17, usual: 0.495, max: 1.016 }, quiet: { side: 10, above: 0 } },
  'qr-digital-link': { x_dimension_mm: { min: 0.396, usual: 0.495, max: 0.99 }, quiet: { side: 4, above: 4 } },
}

/** Characters in one GS1-128 symbol, identifiers and separators included. @source GS1 General Specifications §5.4.4.3 */
export const GS1_128_CHARS_MAX = 48
/** Width of a GS1-128 symbol with its quiet zones. @source GS1 General Specifications §5.4.4.3 */
export const GS1_128_WIDTH_MM_MAX = 165.1
/** Height of the bars of GS1-128: least for medicines (table 6), for what passes through distribution (table 2), and the most that is drawn. */
export const BAR_HEIGHT_MM = { min: 12.7, usual: 31.75, max: 100 } as const
/** Characters of the link in a QR code. */
export const LABEL_LINK_CHARS_MAX = 512
/** UTF-16 units of a label's title. */
export const LABEL_TITLE_CHARS_MAX = 200
