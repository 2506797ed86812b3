import { findHome, listProfiles } from '../identity/index.ts'
import { cliErrors, exitCodes, type Verb } from '../kernel/index.ts'
import { bashCompletion } from './completion-bash.ts'
import { fishCompletion } from './completion-fish.ts'
import { collectLines } from './completion-lines.ts'
import { shells } from './completion-shells.ts'
import { zshCompletion } from './completion-zsh.ts'

const writers = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const

/** `symbolon completion`: a script that a shell reads; made from the same description as --help. */
export const completion: Verb = async (run, input) => {
  const [asked = ''] = input.operands
  // What the scripts ask back: names on this machine, one a line.
  if (asked === 'profiles') {
    const names = await listProfiles(findHome(run.environment))
    run.output.bytes(Buffer.from(names.map((name) => `${name}\n`).join('')))
    return exitCodes.ok
  }
  const shell = shells.find((known) => known === asked)
  if (shell === undefined) throw cliErrors.CLI_OPTION_INVALID({ option: 'SHELL', expected: shells.join(', ') })
  run.output.bytes(Buffer.from(writers[shell](await collectLines(run.output))))
  return exitCodes.ok
}
