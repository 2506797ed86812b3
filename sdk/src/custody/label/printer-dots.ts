const inch_mm = 25.4

/** Dots of a printer that some length takes, to the nearest. */
export function dotsOf(length_mm: number, dots_per_inch: number): number {
  return Math.round((length_mm * dots_per_inch) / inch_mm)
}

/** The width of modules that take a whole number of dots, so that no edge is blurred; millimetres. */
export function inWholeDots(x_dimension_mm: number, dots_per_inch: number): number {
  return (dotsOf(x_dimension_mm, dots_per_inch) * inch_mm) / dots_per_inch
}
