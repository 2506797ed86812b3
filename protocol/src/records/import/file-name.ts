import { FILE_NAME_LENGTH_MAX } from './limits.ts'

/** Of a name that is too long its end is kept, which says what kind of file it is. */
const endLength = 128

/** The name that a record keeps of its file, as short as a manifest takes it. */
export function keptName(name: string): string {
  const letters = [...name.toWellFormed()]
  if (letters.length <= FILE_NAME_LENGTH_MAX) return letters.join('') || 'file'
  return [...letters.slice(0, FILE_NAME_LENGTH_MAX - endLength - 1), '…', ...letters.slice(-endLength)].join('')
}
