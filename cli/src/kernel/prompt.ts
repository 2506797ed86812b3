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

/** Where a person is asked and answers. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
}

/**
 * A line that a person types on the terminal; a hidden one is not shown while it is typed, from the moment that the
 * question is there.
 * @throws CLI_CANCELLED
 */
export async function ask(
  asking: { question: string; hidden: boolean },
  { input, output }: Terminal = { input: process.stdin, output: process.stderr },
): Promise<string> {
  const { createInterface } = await import('node:readline/promises')
  const { Writable } = await import('node:stream')
  const shown = asking.hidden ? new Writable({ write: (_chunk, _encoding, done) => done() }) : output
  // The terminal stops echoing here: only then may the question invite anybody to type.
  const lines = createInterface({ input, output: shown, terminal: true })
  if (asking.hidden) output.write(asking.question)
  try {
    return await new Promise<string>((resolve, reject) => {
      lines.on('SIGINT', () => reject(cliErrors.CLI_CANCELLED()))
      lines.on('close', () => reject(cliErrors.CLI_CANCELLED()))
      lines.question(asking.hidden ? '' : asking.question).then(resolve, reject)
    })
  } finally {
    lines.close()
    if (asking.hidden) output.write('\n')
  }
}
