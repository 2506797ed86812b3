import { consentErrors } from '@symbolon/protocol/consent'
import { custodyErrors } from '@symbolon/protocol/custody'
import { identityErrors } from '@symbolon/protocol/identity'
import { type ErrorRow, hasCode, kernelErrors, SymbolonError } from '@symbolon/protocol/kernel'
import { logErrors } from '@symbolon/protocol/log'
import { medicinesErrors } from '@symbolon/protocol/medicines'
import { noticesErrors } from '@symbolon/protocol/notices'
import { recordsErrors } from '@symbolon/protocol/records'
import { vaultErrors } from '@symbolon/protocol/vault'
import type { Output } from '../kernel/index.ts'
import type { NodeProcess } from './node-process.ts'

const tables: Readonly<Record<string, ErrorRow>> = {
  ...kernelErrors.rows,
  ...identityErrors.rows,
  ...logErrors.rows,
  ...vaultErrors.rows,
  ...custodyErrors.rows,
  ...consentErrors.rows,
  ...recordsErrors.rows,
  ...noticesErrors.rows,
  ...medicinesErrors.rows,
}
const sentences = 4

/**
 * The error that a node ended with, from the last lines it wrote: its code, then title and hint in English and in Greek.
 * They arrive with their facts filled in. Nothing where the lines are anything else.
 */
export function startErrorIn(log: string): SymbolonError | undefined {
  const lines = log.split('\n')
  const at = lines.findLastIndex((line) => Object.hasOwn(tables, line))
  const code = lines[at] ?? ''
  const [titleEn, hintEn, titleEl, hintEl] = lines.slice(at + 1, at + 1 + sentences).map(plain)
  if (at < 0 || titleEn === undefined || hintEn === undefined || titleEl === undefined || hintEl === undefined)
    return undefined
  const row = { ...(tables[code] as ErrorRow), title: { en: titleEn, el: titleEl }, hint: { en: hintEn, el: hintEl } }
  return new SymbolonError(code, row, {})
}

// Braces in them are not places to fill.
function plain(line: string): string {
  return line.replace(/[{}]/g, '')
}

/** True when the node ended by itself before it was ready. */
export function isStartError(error: unknown): boolean {
  return error instanceof SymbolonError && (error.code === 'CLI_NODE_DIED' || Object.hasOwn(tables, error.code))
}

/** Runs the start and, where the node died of something it has no words for, shows the last lines of its log first. */
export async function showNodeLog(output: Output, start: () => Promise<NodeProcess>): Promise<NodeProcess> {
  try {
    return await start()
  } catch (error) {
    const log = hasCode(error, 'CLI_NODE_DIED') ? error.facts.log : undefined
    if (typeof log === 'string' && log !== '') output.error(log)
    throw error
  }
}
