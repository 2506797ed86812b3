import { textOutline } from './glyphs.ts'
import type { LabelLayout, TextLine } from './lay-out-label.ts'

/** What a label is called for those who don't see it. */
export interface LabelTitle {
  readonly text: string
  readonly language: 'el' | 'en'
}

/** A label as SVG in millimetres: modules as rectangles of whole numbers, letters as outlines, no font and no style. */
export function writeSvg(layout: LabelLayout, title: LabelTitle): string {
  const { width_mm, height_mm, x_dimension_mm, row_mm, symbol_left_mm, symbol_top_mm } = layout
  const [width, height] = [decimal(width_mm), decimal(height_mm)]
  const place = `translate(${decimal(symbol_left_mm)} ${decimal(symbol_top_mm)})`
  const scale = `scale(${decimal(x_dimension_mm)} ${decimal(row_mm)})`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}"`,
    ` role="img" lang="${title.language}" aria-label="${escaped(title.text)}"><title>${escaped(title.text)}</title>`,
    `<path fill="#fff" d="M0 0h${width}v${height}h-${width}z"/>`,
    `<path shape-rendering="crispEdges" transform="${place} ${scale}" d="${modulesPath(layout)}"/>`,
    ...layout.lines.map((line) => linePath(line, layout.text_mm)),
    '</svg>\n',
  ].join('')
}

function modulesPath({ symbol }: LabelLayout): string {
  return symbol.dark.map(({ x, y, width }) => `M${x} ${y}h${width}v1h-${width}z`).join('')
}

function linePath({ text, left_mm, base_mm }: TextLine, text_mm: number): string {
  const place = `translate(${decimal(left_mm)} ${decimal(base_mm)}) scale(${decimal(text_mm / 1000)})`
  return `<path transform="${place}" d="${textOutline(text)}"/>`
}

/** To a tenth of a micrometre. */
function decimal(number: number): string {
  return String(Number(number.toFixed(4)))
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '')
}
