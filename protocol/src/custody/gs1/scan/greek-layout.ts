import { respelled, type Spelling } from './spelling.ts'

/** Keys of the Greek layout and what the same keys give in the Latin one. @source Microsoft keyboard layout KBDHE */
const greekKeys = ';ςερτυθιοπασδφγηξκλζχψωβνμ:ΕΡΤΥΘΙΟΠΑΔΦΓΗΞΚΛΖΧΨΩΒΝΜ΄´¨'
const latinKeys = 'qwertyuiopasdfghjklzxcvbnmQERTYUIOPADFGHJKLZXCVBNM;;:'
const latinOf = new Map(Array.from(greekKeys, (greek, at) => [greek, latinKeys[at] as string]))

/** Keys that put an accent on the next letter, by the accent. */
const accentKeys: Readonly<Record<string, string>> = { '\u0301': ';', '\u0308': ':' }

/** Two keys give a capital sigma, so each of them may be either; more than these are not told apart. */
const SIGMAS_MAX = 3

/** The text as the keys give it in a Latin layout, when it was typed in the Greek one; else as it is. */
export function inLatinLayout(spelling: Spelling): readonly Spelling[] {
  const { text } = spelling
  if (!/\p{Script=Greek}/u.test(text) || /\p{Script=Latin}/u.test(text)) return [spelling]
  const keys = Array.from(text.normalize('NFC'), latinKeysOf).join('')
  const sigmas = keys.split('Σ').length - 1
  if (sigmas > SIGMAS_MAX) return [spelling]
  return sigmaChoices(keys).map((latin) => respelled(spelling, latin, 'greek_layout'))
}

function latinKeysOf(character: string): string {
  const [letter = '', ...accents] = latinOf.has(character) ? character : character.normalize('NFD')
  const keys = accents.map((accent) => accentKeys[accent] ?? accent).join('')
  return keys + (latinOf.get(letter) ?? letter)
}

function sigmaChoices(keys: string): string[] {
  if (!keys.includes('Σ')) return [keys]
  return ['S', 'W'].flatMap((letter) => sigmaChoices(keys.replace('Σ', letter)))
}
