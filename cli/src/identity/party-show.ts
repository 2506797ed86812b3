import { institutionKinds, partyKinds, roles } from '@symbolon/protocol/identity'
import { getOwnParty, getParty, listParties, type Party } from '@symbolon/sdk/identity'
import { walkPages } from '@symbolon/sdk/kernel'
import {
  cliErrors,
  exitCodes,
  formatInstant,
  type Output,
  pairs,
  type Run,
  table,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { openClient, openPublicClient } from './open-client.ts'
import { words } from './words.ts'
/** `symbolon party list`: institutions, never people. */
export const partyList: Verb = async (run, input) => {
  const client = await clientFor(run)
  const asked = textOption(input, 'kind')
  const kind = institutionKinds.find((known) => known === asked)
  if (asked !== undefined && kind === undefined) {
    throw cliErrors.CLI_OPTION_INVALID({ option: '--kind', expected: institutionKinds.join(', ') })
  }
  const found: Party[] = []
  for await (const party of walkPages((page) => listParties(client, kind === undefined ? page : { ...page, kind })))
    found.push(party)
  run.output.result({ items: found }, () => listText(found, run.output))
  return exitCodes.ok
}

/** `symbolon party show`: one party, or the one that --as stands for. */
export const partyShow: Verb = async (run, input) => {
  const [asked] = input.operands
  const party =
    asked === undefined
      ? await getOwnParty((await openClient(run)).client)
      : await getParty(await clientFor(run), { party: asked })
  run.output.result(party, () => partyText(party, run.output))
  return exitCodes.ok
}

async function clientFor(run: Run) {
  return run.as === undefined ? await openPublicClient(run) : (await openClient(run)).client
}

function listText(found: readonly Party[], output: Output): string {
  if (found.length === 0) return output.words(words.noInstitutions)
  const heading = [words.handle, words.name, words.kind, words.roles].map((text) => output.words(text))
  return table(
    heading,
    found.map((party) => [
      party.handle ?? party.party,
      party.name?.[output.language] ?? '',
      output.words(partyKinds[party.kind].words),
      rolesText(party, output),
    ]),
  )
}

function partyText(party: Party, output: Output): string {
  return pairs([
    [output.words(words.party), party.party],
    ...(party.handle ? [[output.words(words.handle), party.handle] as const] : []),
    ...(party.name ? [[output.words(words.name), party.name[output.language]] as const] : []),
    [output.words(words.kind), output.words(partyKinds[party.kind].words)],
    [output.words(words.address), party.address],
    ...(party.endpoint ? [[output.words(words.endpoint), party.endpoint] as const] : []),
    ...(party.country ? [[output.words(words.country), party.country] as const] : []),
    [output.words(words.recipient), `${party.recipient.slice(0, 20)}… (--json)`],
    [output.words(words.roles), rolesText(party, output)],
  ])
}

function rolesText(party: Party, output: Output): string {
  const held = party.roles ?? []
  if (held.length === 0) return '–'
  return held
    .map(({ role, until }) => `${output.words(roles[role])} → ${formatInstant(until, output.language)}`)
    .join(', ')
}
