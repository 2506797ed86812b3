const inch_mm = 25.4

/** A printer's grain. */
export interface Printer {
  readonly dots_per_inch: number
}

/** Dots of a printer that some length takes, to the nearest. */
export function dotsOf(length_mm: number, { dots_per_inch }: Printer): number {
  return Math.round((length_mm * dots_per_inch) / inch_mm)
}

/** The width of modules that take a whole number of dots, so that no edge is blurred; millimetres. */
export function inWholeDots(x_dimension_mm: number, printer: Printer): number {
  return (dotsOf(x_dimension_mm, printer) * inch_mm) / printer.dots_per_inch
}
