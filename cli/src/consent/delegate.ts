import { delegateGrant, simulateDelegateGrant } from '@symbolon/sdk/consent'
import { openClient } from '../identity/index.ts'
import { asTyped, cliErrors, confirm, exitCodes, kernelWords, listOption, type Verb } from '../kernel/index.ts'
import { whoOf } from './list.ts'
import { resolveParties } from './resolve-parties.ts'
import { words } from './words.ts'

/** `symbolon grant delegate`: somebody else may stop the access too. */
export const grantDelegate: Verb = async (run, input) => {
  const acting = await openClient(run)
  const { output } = run
  const [to, ...more] = await resolveParties(acting, input)
  if (to === undefined || more.length > 0) throw cliErrors.CLI_USAGE_INVALID({ what: '--to' })
  const delegating = { grant: input.operands[0] ?? '', to }
  const { grant, delegate, account } = await simulateDelegateGrant(acting.client, delegating)
  const facts = {
    who: to.name?.[output.language] ?? listOption(input, 'to')[0] ?? to.party,
    grantee: whoOf(grant, output),
    command: asTyped(`symbolon grant revoke ${grant.grant}`),
  }
  if (run.dryRun) {
    const text = `${output.words(words.wouldDelegate, facts)} ${output.words(kernelWords.nothingChanged)}`
    output.result({ dry_run: true, grant: grant.grant, delegate, account }, () => text)
    return exitCodes.ok
  }
  await confirm(run, { words: words.confirmDelegate, facts })
  const delegated = await delegateGrant(acting.client, delegating)
  const pending = delegated.state === 'saved'
  output.result(delegated, () => output.words(pending ? words.delegateSaved : words.delegated, facts))
  return pending ? exitCodes.pending : exitCodes.ok
}
