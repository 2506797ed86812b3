import { NUMBER_DIGITS_MAX } from './limits.ts'

const numeral = /^([+-]?)(\d+\.?\d*|\.\d+)(?:[eE]([+-]?\d{1,9}))?$/

/**
 * The shortest writing of a number, every digit kept: `+01.50` is `1.5`, `2.0e2` is `200`, `0.00001` is `1e-05`. What
 * is below a ten-thousandth has an exponent of two digits or more, as in the reference implementation. Nothing when
 * the text is no number, or one of more than NUMBER_DIGITS_MAX digits.
 * @source CBV 2.0 §8.9.2, rules 6 and 7
 */
export function numberText(text: string): string | undefined {
  // Long texts are not tried: digits may stand on either side of a point that is not there.
  if (text.length > NUMBER_DIGITS_MAX) return undefined
  const [, sign = '', mantissa = '', power = '0'] = numeral.exec(text) ?? []
  if (mantissa === '' || Math.abs(Number(power)) > NUMBER_DIGITS_MAX) return undefined
  const [whole = '', fraction = ''] = mantissa.split('.')
  const led = (whole + fraction).replace(/^0+/, '')
  const digits = led.replace(/0+$/, '')
  if (digits === '') return '0'
  const point = Number(power) - fraction.length + led.length
  return `${sign === '-' ? '-' : ''}${written(digits, point)}`
}

/** `digits` are the fraction after `0.`, `point` the power of ten it is multiplied with. */
function written(digits: string, point: number): string {
  if (point >= digits.length) return digits + '0'.repeat(point - digits.length)
  if (point > 0) return `${digits.slice(0, point)}.${digits.slice(point)}`
  if (point > -4) return `0.${'0'.repeat(-point)}${digits}`
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : ''
  return `${digits[0]}${fraction}e-${String(1 - point).padStart(2, '0')}`
}
