import { parseRole, roles } from '@symbolon/protocol/identity'
import { grantRole, type RoleChange, revokeRole, simulateGrantRole, simulateRevokeRole } from '@symbolon/sdk/identity'
import {
  confirm,
  exitCodes,
  formatInstant,
  type Input,
  kernelWords,
  parseInstant,
  type Run,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { openClient } from './open-client.ts'
import { words } from './words.ts'
/** `symbolon party role-grant`: the institution holds the role until the instant. */
export const roleGrant: Verb = async (run, input) => {
  const { client } = await openClient(run)
  const until = parseInstant(textOption(input, 'until') ?? '1y', { option: '--until', now: Date.now() })
  const granting = { ...asked(input), until }
  tell(run, run.dryRun ? await simulateGrantRole(client, granting) : await grantRole(client, granting))
  return exitCodes.ok
}

/** `symbolon party role-revoke`: the institution no longer holds the role. */
export const roleRevoke: Verb = async (run, input) => {
  const revoking = asked(input)
  const { client } = await openClient(run)
  if (run.dryRun) {
    tell(run, await simulateRevokeRole(client, revoking))
    return exitCodes.ok
  }
  const facts = { role: run.output.words(roles[revoking.role]), party: revoking.party }
  await confirm(run, { words: words.confirmRoleRevoke, facts })
  tell(run, await revokeRole(client, revoking))
  return exitCodes.ok
}

function asked(input: Input) {
  const [party = '', role = ''] = input.operands
  return { party, role: parseRole(role) }
}

function tell(run: Run, change: RoleChange): void {
  const { output } = run
  output.result(run.dryRun ? { dry_run: true, ...change } : change, () => {
    const role = output.words(roles[change.role])
    const { party, until } = change
    const [granted, revoked] = run.dryRun
      ? [words.roleWouldBeGranted, words.roleWouldBeRevoked]
      : [words.roleGranted, words.roleRevoked]
    const text =
      until === undefined
        ? output.words(revoked, { party, role })
        : output.words(granted, { party, role, until: formatInstant(until * 1000, output.language) })
    return run.dryRun ? `${text} ${output.words(kernelWords.nothingChanged)}` : text
  })
}
