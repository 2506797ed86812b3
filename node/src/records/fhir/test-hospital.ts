import type { GrantSelection, Purpose } from '@symbolon/protocol/consent'
import { recipientSeed } from '@symbolon/protocol/identity'
import { createIdentitySlice, type HostedInstitution } from '../../identity/index.ts'
import { type Address, type App, createApp } from '../../kernel/index.ts'
import type { BlobStore } from '../../vault/index.ts'
import { createRecordsSlice } from '../slice.ts'
import { giveGrant, revoke } from '../test-grants.ts'
import {
  ask,
  askFor,
  newInstitution,
  type Person,
  type Reply,
  startWorld,
  type TestRecord,
  type World,
} from '../test-world.ts'

/** A world with hospitals whose keys the node holds. */
export interface HospitalWorld extends World {
  newHospital(): Promise<Person>
  /** Another process on the same database: it serves FHIR and has nothing in memory. */
  newNode(): Promise<App>
}

export async function startHospitalWorld(options: { store?: BlobStore } = {}): Promise<HospitalWorld> {
  const keys = new Map<string, HostedInstitution>()
  const hosted = { at: (address: Address) => keys.get(address) }
  const world = await startWorld({ hosted, ...options })
  return {
    ...world,
    async newHospital() {
      const hospital = await newInstitution(world, { role: 'care-provider' })
      const { address } = hospital.account
      keys.set(address, { address, signInAccount: hospital.account, recipientSeed: recipientSeed(hospital.root) })
      return hospital
    },
    async newNode() {
      const { kernel, store, log } = world
      const { sessions } = createIdentitySlice(kernel)
      const slices = [createRecordsSlice(kernel, { store, hosted, log: log.transparency })]
      return createApp({ context: kernel, slices, sessions, problems: {} })
    },
  }
}

/** Lets a hospital into what a selection covers. */
export async function letIn(
  world: World,
  by: { giver: Person; to: Person; records: readonly TestRecord[] },
  {
    what = { all: true },
    purpose = 'TREAT',
    until_ms,
  }: { what?: GrantSelection; purpose?: Purpose; until_ms?: number } = {},
) {
  const period = until_ms === undefined ? {} : { until_ms }
  const { grant, made } = await giveGrant(world, by, { purpose, ...period, change: { what } })
  return { grant, end: () => revoke(world, { giver: by.giver, grant, made }) }
}

/** A request to the FHIR door. */
export function fhir(
  world: World,
  as: Person | undefined,
  path: string,
  headers: Record<string, string> = {},
): Promise<Reply> {
  return ask(world, { ...(as && { as }), method: 'GET', path: `/fhir${path}`, headers })
}

/** Identifiers of the matches of a searchset. */
export function idsOf({ body }: Reply): string[] {
  const entries = (body.entry ?? []) as { resource: { id: string }; search: { mode: string } }[]
  return entries.filter(({ search }) => search.mode === 'match').map(({ resource }) => resource.id)
}

/** Codes of what a searchset says of itself. */
export function noticesOf({ body }: Reply): string[] {
  const entries = (body.entry ?? []) as { resource: OutcomeResource; search: { mode: string } }[]
  return entries
    .filter(({ search }) => search.mode === 'outcome')
    .map(({ resource }) => resource.issue[0]?.details.coding[0]?.code ?? '')
}

/** The code of an OperationOutcome. */
export function outcomeOf({ body }: Reply): string | undefined {
  return (body as OutcomeResource).issue?.[0]?.details.coding[0]?.code
}

interface OutcomeResource {
  readonly issue: { readonly details: { readonly coding: { readonly code: string }[] } }[]
}

/** Rows of one group of the person's ledger of use, newest first. */
export async function ledgerOf(world: World, person: Person, group: 'seen' | 'refused') {
  const { body } = await askFor(world, 200, { as: person, method: 'GET', path: `/v1/ledger?group=${group}` })
  return body.items as {
    reason?: string
    receipt: string
    for_whom: string | null
    entries: number
    bytes?: number
    purpose: string
    grant: string
    records: { record: string; entries: string[] }[]
  }[]
}
