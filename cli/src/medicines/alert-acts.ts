import { alertResolutions } from '@symbolon/protocol/medicines'
import { assignAlert, type PackAlert, resolveAlert, simulateAlertChange } from '@symbolon/sdk/medicines'
import { openClient } from '../identity/index.ts'
import { cliErrors, exitCodes, type Input, kernelWords, type Run, textOption, type Verb } from '../kernel/index.ts'
import { alertWords as words } from './alert-words.ts'
import { neededOption } from './options.ts'

/** `symbolon alert assign`: the profile takes an alert on, or leaves it. */
export const alertAssign: Verb = async (run, input) => {
  const to = oneOf(textOption(input, 'to') ?? 'me', { option: '--to', known: ['me', 'nobody'] })
  const { client } = await openClient(run)
  const alert = input.operands[0] ?? ''
  if (run.dryRun) {
    const would = to === 'me' ? words.wouldAssignMe : words.wouldAssignNobody
    return tellSimulated(run, {
      found: await simulateAlertChange(client, { alert }),
      text: run.output.words(would, { alert }),
    })
  }
  return tell(run, await assignAlert(client, { alert, to }))
}

/** `symbolon alert resolve`. */
export const alertResolve: Verb = async (run, input) => {
  const as = foundOf(input)
  const { client } = await openClient(run)
  const alert = input.operands[0] ?? ''
  if (run.dryRun) {
    const found = run.output.words(alertResolutions[as])
    const text = run.output.words(words.wouldResolve, { alert, found })
    return tellSimulated(run, { found: await simulateAlertChange(client, { alert }), text })
  }
  return tell(run, await resolveAlert(client, { alert, as }))
}

function foundOf(input: Input) {
  const known = ['technical', 'process', 'unexplained', 'confirmed'] as const
  return oneOf(neededOption(input, { name: 'found', option: '--found' }), { option: '--found', known })
}

function oneOf<Known extends string>(
  text: string,
  { option, known }: { option: string; known: readonly Known[] },
): Known {
  const found = known.find((one) => one === text)
  if (found === undefined) throw cliErrors.CLI_OPTION_INVALID({ option, expected: known.join(', ') })
  return found
}

function tellSimulated({ output }: Run, { found, text }: { found: PackAlert; text: string }) {
  output.result({ dry_run: true, ...found }, () => `${text} ${output.words(kernelWords.nothingChanged)}`)
  return exitCodes.ok
}

function tell({ output }: Run, alert: PackAlert) {
  output.result(alert, () => output.words(words.now, { alert: alert.alert, state: alert.words.status }))
  return exitCodes.ok
}
