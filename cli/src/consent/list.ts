import { type Purpose, purposes } from '@symbolon/protocol/consent'
import {
  type GrantDetail,
  type GrantState,
  type GrantSummary,
  getGrant,
  listGrants,
  termsOf,
} from '@symbolon/sdk/consent'
import { walkPages } from '@symbolon/sdk/kernel'
import { openClient } from '../identity/index.ts'
import {
  cliErrors,
  exitCodes,
  formatInstant,
  type Output,
  pairs,
  table,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { stateWords, words } from './words.ts'

/** `symbolon grant list`. */
export const grantList: Verb = async (run, input) => {
  const side = textOption(input, 'side') ?? 'given'
  if (side !== 'given' && side !== 'received')
    throw cliErrors.CLI_OPTION_INVALID({ option: '--side', expected: 'given, received' })
  const state = textOption(input, 'state') as GrantState | undefined
  const { client } = await openClient(run)
  const found: GrantSummary[] = []
  const read = (page: object) => listGrants(client, { ...page, side, ...(state !== undefined && { state }) })
  for await (const grant of walkPages(read)) found.push(grant)
  const none = side === 'given' ? words.nobody : words.nothingReceived
  run.output.result({ items: found }, () => (found.length === 0 ? run.output.words(none) : listText(found, run.output)))
  return exitCodes.ok
}

/** `symbolon grant show`. */
export const grantShow: Verb = async (run, input) => {
  const { client } = await openClient(run)
  const grant = await getGrant(client, { grant: input.operands[0] ?? '' })
  run.output.result({ ...grant, terms: termsOf(grant) ?? null }, () => showText(grant, run.output))
  return exitCodes.ok
}

function listText(found: readonly GrantSummary[], output: Output): string {
  const heading = [words.grant, words.who, words.why, words.until, words.state].map((text) => output.words(text))
  const rows = found.map((grant) => [
    grant.grant,
    whoOf(grant, output),
    purposeText(grant.purpose, output),
    formatInstant(grant.until, output.language),
    stateText(grant.state, output),
  ])
  return table(heading, rows)
}

function showText(grant: GrantDetail, output: Output): string {
  const terms = termsOf(grant)
  return pairs([
    [output.words(words.grant), grant.grant],
    [output.words(words.who), whoOf(grant, output)],
    [output.words(words.why), purposeText(grant.purpose, output)],
    [
      output.words(words.what),
      terms === undefined
        ? '–'
        : `${JSON.stringify(terms.what)} · ${terms.records.map(({ record }) => record).join(', ')}`,
    ],
    [output.words(words.from), formatInstant(grant.not_before, output.language)],
    [output.words(words.until), formatInstant(grant.until, output.language)],
    [output.words(words.state), stateText(grant.state, output)],
    [output.words(words.receipt), grant.receipt],
  ])
}

/** Who received a grant, by name where there is one. */
export function whoOf(grant: GrantSummary, output: Output): string {
  return grant.grantee.name?.[output.language] ?? grant.grantee.party
}

/** A purpose in words with its code. */
export function purposeText(purpose: string, output: Output): string {
  const row = Object.hasOwn(purposes, purpose) ? purposes[purpose as Purpose] : undefined
  return row === undefined ? purpose : `${output.words(row.words)} (${purpose})`
}

/** How a grant stands, in words. */
export function stateText(state: string, output: Output): string {
  const text = stateWords[state]
  return text === undefined ? state : output.words(text)
}
