const half = /[\ud800-\udfff]/

/** True when a text has a code point that takes two UTF-16 units. */
export function hasPair(text: string): boolean {
  return half.test(text)
}

/** Orders texts by their code points, which is the order of their UTF-8 bytes. @source CBV 2.0 §8.9.2, rule 10 */
export function compareCodePoints(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let at = 0; at < length; at++) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)]
    if (a !== b) return ranked(a) - ranked(b)
  }
  return left.length - right.length
}

/** Halves of a pair stand for code points beyond all others. */
function ranked(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit
}
