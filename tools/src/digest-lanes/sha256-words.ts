/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. @source FIPS 180-4 §4.2.2 */
export function roundConstants(): number[] {
  return primes(64).map((prime) => fractionOfRoot(prime, { degree: 3n }))
}

/** The same of the square roots of the first eight primes. @source FIPS 180-4 §5.3.3 */
export function startWords(): number[] {
  return primes(8).map((prime) => fractionOfRoot(prime, { degree: 2n }))
}

function primes(count: number): bigint[] {
  const found: bigint[] = []
  for (let n = 2n; found.length < count; n++) if (found.every((prime) => n % prime !== 0n)) found.push(n)
  return found
}

/** By halving: the greatest `root` with root^degree ≤ prime × 2^(32 × degree); its last 32 bits are the fraction. */
function fractionOfRoot(prime: bigint, { degree }: { degree: bigint }): number {
  const scaled = prime << (32n * degree)
  let root = 0n
  for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) if ((root + bit) ** degree <= scaled) root += bit
  return Number(root & 0xffff_ffffn)
}
