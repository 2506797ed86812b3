/** What a person types to run this program: `npm ci` puts no bare `symbolon` on the PATH. */
export const commandName = 'npx symbolon'

/** A text with every command line in it as a person types it. */
export function asTyped(text: string): string {
  return text.replace(/(?<![\w/.-]|npx )symbolon (?=[a-z<-])/g, `${commandName} `)
}
