import { packStates } from '@symbolon/protocol/medicines'
import {
  type GivenState,
  markPack,
  type PackAct,
  simulateMarkPack,
  simulateUndoPack,
  undoPack,
  type VerifiedPack,
} from '@symbolon/sdk/medicines'
import { openClient, readKnownLogs, rememberLog } from '../identity/index.ts'
import {
  cliErrors,
  type ExitCode,
  exitCodes,
  type Input,
  kernelWords,
  type Output,
  type Run,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { exitCodeFor, verdictText } from './pack-verify.ts'
import { words } from './words.ts'

const givenStates: readonly GivenState[] = [
  'supplied',
  'partly_supplied',
  'destroyed',
  'stolen',
  'exported',
  'sample',
  'free_sample',
  'locked',
  'checked_out',
  'quarantined',
]

/** `symbolon pack dispense`: what must not be dispensed is not, and the verdict is told instead. */
export const packDispense: Verb = async (run, input) => {
  const { output } = run
  const asked = textOption(input, 'state') ?? 'supplied'
  const state = givenStates.find((known) => known === asked)
  if (state === undefined) throw cliErrors.CLI_OPTION_INVALID({ option: '--state', expected: givenStates.join(', ') })
  const { client, home, scanning } = await openScan(run, input)
  if (run.dryRun) {
    const verified = await simulateMarkPack(client, { ...scanning, state })
    const isWilling = state !== 'supplied' || verified.answer.outcome === 'may_be_dispensed'
    const would = output.words(words.wouldMark, { serial: serialOf(verified), state: stateText(state, output) })
    const text = isWilling ? would : verdictText(verified, output)
    output.result({ dry_run: true, ...verified.signed }, () => `${text}\n${output.words(kernelWords.nothingChanged)}`)
    return isWilling ? exitCodes.ok : exitCodeFor(verified.answer)
  }
  const { verified, act } = await markPack(client, { ...scanning, state })
  await rememberLog(home, verified.log)
  if (act === undefined) {
    output.result({ act: null, ...verified.signed }, () => verdictText(verified, output))
    return exitCodeFor(verified.answer)
  }
  const facts = { serial: serialOf(verified), state: stateText(state, output) }
  const said = output.words(state === 'supplied' ? words.dispensed : words.marked, facts)
  output.result({ act, ...verified.signed }, () => withPlace(said, act, output))
  return codeOf(act)
}

/** `symbolon pack undo`. */
export const packUndo: Verb = async (run, input) => {
  const { output } = run
  const { client, scanning } = await openScan(run, input)
  if (run.dryRun) {
    const verified = await simulateUndoPack(client, scanning)
    const text = output.words(words.wouldUndo, { serial: serialOf(verified) })
    output.result({ dry_run: true, ...verified.signed }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
    return exitCodes.ok
  }
  const act = await undoPack(client, scanning)
  const said = output.words(words.undone, { serial: input.operands[0] ?? '' })
  output.result({ act }, () => withPlace(said, act, output))
  return codeOf(act)
}

async function openScan(run: Run, input: Input) {
  const { client, home } = await openClient(run)
  const cell = textOption(input, 'cell')
  const pinned = await readKnownLogs(home)
  return { client, home, scanning: { scan: input.operands[0] ?? '', pinned, ...(cell !== undefined && { cell }) } }
}

function serialOf({ answer: { pack, scan } }: VerifiedPack): string {
  return pack?.serial ?? scan.serial ?? '–'
}

function stateText(state: GivenState, output: Output): string {
  return output.words(packStates[state].name)
}

function withPlace(said: string, act: PackAct, output: Output): string {
  return act.state === 'recorded' ? said : `${said} ${output.words(words.actSaved)}`
}

function codeOf({ state }: PackAct): ExitCode {
  return state === 'recorded' ? exitCodes.ok : exitCodes.pending
}
