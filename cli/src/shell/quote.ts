/** A text as one word of a shell. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** As `quote`, but a word that needs no quotes goes without. */
export function quoteWhereNeeded(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : quote(text)
}
