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
  type Input,
  type Output,
  pairs,
  table,
  textOption,
  type Verb,
} from '../kernel/index.ts'
import { selectionText } from './selection-text.ts'
import { stateWords, words } from './words.ts'

const grantStates: readonly GrantState[] = ['saved', 'upcoming', 'active', 'revoked', 'expired', 'erased', 'failed']

/** `symbolon grant list`. */
export const grantList: Verb = async (run, input) => {
  const side = textOption(input, 'side') ?? 'given'
  if (side !== 'given' && side !== 'received')
    throw cliErrors.CLI_OPTION_INVALID({ option: '--side', expected: 'given, received' })
  const state = stateOption(input)
  const { client } = await openClient(run)
  const found: GrantSummary[] = []
  const read = (page: object) => listGrants(client, { ...page, side, ...(state !== undefined && { state }) })
  for await (const grant of walkPages(read)) found.push(grant)
  const none = side === 'given' ? words.nobody : words.nothingReceived
  run.output.result({ items: found }, () =>
    found.length === 0 ? run.output.words(none) : listText({ found, side }, run.output),
  )
  return exitCodes.ok
}

/** `symbolon grant show`. */
export const grantShow: Verb = async (run, input) => {
  const { client } = await openClient(run)
  const grant = await getGrant(client, { grant: input.operands[0] ?? '' })
  run.output.result({ ...grant, terms: termsOf(grant) ?? null }, () => showText(grant, run.output))
  return exitCodes.ok
}

function stateOption(input: Input): GrantState | undefined {
  const asked = textOption(input, 'state')
  const state = grantStates.find((known) => known === asked)
  if (asked !== undefined && state === undefined)
    throw cliErrors.CLI_OPTION_INVALID({ option: '--state', expected: grantStates.join(', ') })
  return state
}

type Side = 'given' | 'received'

function listText({ found, side }: { found: readonly GrantSummary[]; side: Side }, output: Output): string {
  const other = side === 'given' ? words.who : words.fromWhom
  const heading = [words.grant, other, words.why, words.until, words.state].map((text) => output.words(text))
  const rows = found.map((grant) => [
    grant.grant,
    side === 'given' ? whoOf(grant, output) : shortParty(grant.subject),
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
    [output.words(words.what), terms === undefined ? '–' : selectionText(terms.what, output)],
    [output.words(words.records), terms?.records.map(({ record }) => record).join(', ') ?? '–'],
    [output.words(words.from), formatInstant(grant.not_before, output.language)],
    [output.words(words.until), formatInstant(grant.until, output.language)],
    [output.words(words.state), stateText(grant.state, output)],
    ...(grant.delegate ? [[output.words(words.delegate), grant.delegate] as const] : []),
    [output.words(words.receipt), grant.receipt],
  ])
}

/** Who received a grant, by name where there is one. */
export function whoOf(grant: Pick<GrantSummary, 'grantee'>, output: Output): string {
  return grant.grantee.name?.[output.language] ?? grant.grantee.party
}

// A person has no public name; the end of the identifier is what tells two apart.
function shortParty(party: string): string {
  return party.length <= 16 ? party : `${party.slice(0, 4)}…${party.slice(-8)}`
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
