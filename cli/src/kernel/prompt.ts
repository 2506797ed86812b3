import type { Words } from '@symbolon/protocol/kernel'
import { cliErrors } from './errors.ts'
import type { Facts } from './say.ts'
import type { Run } from './spec.ts'
import { words } from './words.ts'

/** Goes on when a person says yes or --yes was given. @throws CLI_INPUT_NEEDED, CLI_CANCELLED */
export async function confirm(run: Run, question: { words: Words; facts?: Facts }): Promise<void> {
  if (run.yes) return
  if (!run.interactive) throw cliErrors.CLI_INPUT_NEEDED()
  const asked = run.output.words(words.proceed, { question: run.output.words(question.words, question.facts) })
  const answer = (await ask({ question: asked, hidden: false })).trim().toLowerCase()
  if (!['y', 'yes', 'ν', 'ναι'].includes(answer)) throw cliErrors.CLI_CANCELLED()
}

/** A line that a person types on the terminal; a hidden one is not shown while it is typed. @throws CLI_CANCELLED */
export async function ask(asking: { question: string; hidden: boolean }): Promise<string> {
  const { createInterface } = await import('node:readline/promises')
  const { Writable } = await import('node:stream')
  const shown = asking.hidden ? new Writable({ write: (_chunk, _encoding, done) => done() }) : process.stderr
  if (asking.hidden) process.stderr.write(asking.question)
  const lines = createInterface({ input: process.stdin, output: shown, terminal: true })
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.on('SIGINT', () => reject(cliErrors.CLI_CANCELLED()))
      lines.on('close', () => reject(cliErrors.CLI_CANCELLED()))
      lines.question(asking.hidden ? '' : asking.question).then(resolve, reject)
    })
  } finally {
    lines.close()
    if (asking.hidden) process.stderr.write('\n')
  }
}
