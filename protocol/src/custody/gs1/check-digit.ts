/**
 * The check digit that follows a GS1 key, whatever the key's length: weights 3 and 1 in turn from the right.
 * @param digits the key without its check digit
 * @source GS1 General Specifications §7.9.1
 * @example checkDigit('061414100734') // '6'
 */
export function checkDigit(digits: string): string {
  let sum = 0
  for (let place = 1; place <= digits.length; place++) {
    sum += Number(digits[digits.length - place]) * (place % 2 === 1 ? 3 : 1)
  }
  return String((10 - (sum % 10)) % 10)
}
