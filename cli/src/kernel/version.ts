import { readFileSync } from 'node:fs'

/** Version of this command line. */
export function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL(import.meta.resolve('symbolon/package.json')), 'utf8'))
  return (manifest as { version: string }).version
}
