import bwip from 'bwip-js/generic'

/** OCR-B, which comes with the encoder: nothing is fetched, and a label looks the same everywhere. */
const font = bwip.FontLib.lookup('OCR-B')
/** Units of an em in outlines. */
const em = 1000
/** The letters of this font are as wide as each other. */
const advance_em = bwip.FontLib.getpaths(font, '0'.charCodeAt(0), em, em).advance / em
/** Ascent of brackets above the base line, and their descent below. */
export const ASCENT_EM = 0.8
export const DESCENT_EM = 0.2

export function textWidth(text: string, size_mm: number): number {
  return text.length * advance_em * size_mm
}

/** The outline of a line of text as an SVG path whose unit is a thousandth of the letters' size, from the base line down. */
export function textOutline(text: string): string {
  return Array.from(text, (letter, at) => letterOutline(letter, at * advance_em * em)).join('')
}

function letterOutline(letter: string, left: number): string {
  const point = (x: number, y: number) => `${(left + x).toFixed(0)} ${(-y).toFixed(0)}`
  const steps = bwip.FontLib.getpaths(font, letter.charCodeAt(0), em, em).map((step) => {
    const to = point(step.x, step.y)
    if (step.type === 'Q') return `Q${point(step.cx, step.cy)} ${to}`
    if (step.type === 'C') return `C${point(step.cx1, step.cy1)} ${point(step.cx2, step.cy2)} ${to}`
    return `${step.type}${to}`
  })
  return steps.length === 0 ? '' : `${steps.join('')}Z`
}

/** A letter as a printer has it: how dark each pixel is, 0 to 255, and where its upper left one stands. */
export interface LetterPixels {
  readonly darkness: Uint8Array
  readonly width: number
  readonly height: number
  /** From where the letter begins. */
  readonly left: number
  /** Above the base line. */
  readonly top: number
}

/** The pixels of a letter of some size, at least 8 pixels. */
export function letterPixels(letter: string, size_px: number): LetterPixels {
  const { pixels, width, height, left, top } = bwip.FontLib.getglyph(font, letter.charCodeAt(0), size_px, size_px)
  return { darkness: pixels, width, height, left, top }
}
