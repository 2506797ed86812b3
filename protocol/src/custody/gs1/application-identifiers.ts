const letters = '!"%&\'()*+,\\-./0-9:;<=>?A-Z_a-z'
const partLetters = '#\\-/0-9A-Z'

/**
 * Forms of the data after the application identifiers that name things in events: digits, GS1 character set 82
 * (set 39 for component parts), lengths. Check digits are not part of the form.
 * @source GS1 General Specifications §3, figure 7.11-1 (set 82), figure 7.11-2 (set 39)
 */
export const aiForms = {
  '00': /^\d{18}$/,
  '01': /^\d{14}$/,
  '10': new RegExp(`^[${letters}]{1,20}$`),
  '21': new RegExp(`^[${letters}]{1,20}$`),
  '22': new RegExp(`^[${letters}]{1,20}$`),
  '235': new RegExp(`^[${letters}]{1,28}$`),
  '253': new RegExp(`^\\d{13}[${letters}]{0,17}$`),
  '254': new RegExp(`^[${letters}]{1,20}$`),
  '255': /^\d{13,25}$/,
  '401': new RegExp(`^\\d{4}[${letters}]{0,26}$`),
  '402': /^\d{17}$/,
  '414': /^\d{13}$/,
  '417': /^\d{13}$/,
  '7040': new RegExp(`^\\d[${letters}]{3}$`),
  '8003': new RegExp(`^\\d{14}[${letters}]{0,16}$`),
  '8004': new RegExp(`^\\d{4}[${letters}]{0,26}$`),
  '8006': /^\d{18}$/,
  '8010': new RegExp(`^\\d{4}[${partLetters}]{0,26}$`),
  '8011': /^\d{1,12}$/,
  '8017': /^\d{18}$/,
  '8018': /^\d{18}$/,
  '8019': /^\d{1,10}$/,
} as const satisfies Record<string, RegExp>

/** A GS1 application identifier that names a thing in an event. */
export type Ai = keyof typeof aiForms

/** A GS1 key with its qualifiers, in order, each as its application identifier and its data. */
export type Elements = readonly (readonly [ai: Ai, data: string])[]

/** True when the data has the form that its application identifier asks for. */
export function isAiData(ai: Ai, data: string): boolean {
  return aiForms[ai].test(data)
}
