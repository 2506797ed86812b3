import { letterPixels, textWidth } from './glyphs.ts'
import type { LabelLayout, TextLine } from './lay-out-label.ts'
import { type GreyImage, pngOf } from './png.ts'
import { dotsOf } from './printer-dots.ts'
import type { LabelTitle } from './write-svg.ts'

const white = 255

/** A label as PNG in greys, with its size and its title. @param layout whose modules are a whole number of pixels wide */
export function writePng(layout: LabelLayout, of: { dots_per_inch: number; title: LabelTitle }): Promise<Uint8Array> {
  const pixels = (mm: number) => dotsOf(mm, of)
  const [width, height] = [pixels(layout.width_mm), pixels(layout.height_mm)]
  const image: GreyImage = { width, height, grey: new Uint8Array(width * height).fill(white) }
  const [module, row] = [pixels(layout.x_dimension_mm), pixels(layout.row_mm)]
  const [left, top] = [pixels(layout.symbol_left_mm), pixels(layout.symbol_top_mm)]
  for (const { x, y, width: run } of layout.symbol.dark) {
    const at = { left: left + x * module, top: top + y * row, width: run * module, height: row }
    darken(image, at)
  }
  for (const line of layout.lines) drawLine(image, { line, size: pixels(layout.text_mm), pixels })
  return pngOf(image, of)
}

function darken(image: GreyImage, at: { left: number; top: number; width: number; height: number }): void {
  for (let y = at.top; y < at.top + at.height; y++) {
    image.grey.fill(0, y * image.width + at.left, y * image.width + at.left + at.width)
  }
}

function drawLine(image: GreyImage, of: { line: TextLine; size: number; pixels: (mm: number) => number }): void {
  const { line, size, pixels } = of
  const base = pixels(line.base_mm)
  for (const [place, letter] of Array.from(line.text).entries()) {
    const glyph = letterPixels(letter, size)
    const left = pixels(line.left_mm) + Math.round(textWidth(line.text.slice(0, place), size)) + glyph.left
    for (let y = 0; y < glyph.height; y++) {
      for (let x = 0; x < glyph.width; x++) {
        const at = (base - glyph.top + y) * image.width + left + x
        const grey = white - (glyph.darkness[y * glyph.width + x] ?? 0)
        image.grey[at] = Math.min(image.grey[at] ?? white, grey)
      }
    }
  }
}
