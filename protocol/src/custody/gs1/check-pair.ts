import { charactersOf } from './character-sets.ts'

const values = new Map(Array.from(charactersOf.X, (character, value) => [character, value]))
const checkCharacters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** The first primes, one for each character that a key may have before its pair. */
const primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89]

/**
 * The two check characters that follow an alphanumeric key such as a global model number.
 * @param key the key without its pair: characters of set 82, at most 24
 * @returns nothing when the key is longer or has other characters
 * @source GS1 General Specifications §7.9.5
 */
export function checkPair(key: string): string | undefined {
  if (key.length > primes.length) return undefined
  let sum = 0
  for (const [at, prime] of primes.slice(0, key.length).entries()) {
    const value = values.get(key[key.length - 1 - at] as string)
    if (value === undefined) return undefined
    sum += value * prime
  }
  const rest = sum % 1021
  return `${checkCharacters[rest >> 5]}${checkCharacters[rest & 31]}`
}
