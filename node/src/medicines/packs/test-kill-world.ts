import { lotHash, recallIntent } from '@symbolon/protocol/medicines'
import { privateKeyToAccount } from 'viem/accounts'
import { ledgerPlan } from '../../contracts.ts'
import { newTestPerson, signIn } from '../../identity/test-people.ts'
import { readConfig } from '../../kernel/config/config.ts'
import { openGround } from '../../kernel/lifecycle/ground.ts'
import { testAuthorityKey } from '../../kernel/test-node.ts'
import { commission, gtinOf, handOver, type Ordered, packPlace } from '../test-batches.ts'
import { askFor, doorOf, licenseMaker, newInstitution, type Party } from '../test-parties.ts'
import { openPackApp, type PackWorld, packSlices, writeRoots } from '../test-world.ts'

/** Packs that one run dispenses at most, and that it hands over at most. */
export const RUN_PACKS = 200
/** Who acts in it; their keys are the same in every run. */
export const actors = { maker: 'manufacturer', wholesaler: 'wholesaler', pharmacy: 'pharmacy' } as const
export type ActorName = keyof typeof actors
export type Actors = Readonly<Record<ActorName, Party>>
export type KillBatch = Ordered & { readonly number: bigint }

/** One request as it is sent, and later what it was answered. */
export interface Said {
  readonly id: string
  readonly what: 'mark' | 'undo' | 'offer' | 'accept'
  readonly as: ActorName
  readonly url: string
  readonly body: object
  /** The first pack that it is about. */
  readonly first: number
}
export interface Answered {
  readonly id: string
  readonly answer: Readonly<Record<string, unknown>>
}

const people = Object.fromEntries(
  Object.keys(actors).map((name, at) => [name, newTestPerson(new Uint8Array(32).fill(at + 21))]),
)

/** A node on a data folder that outlives it, without the socket. */
export async function openKillWorld(data: string): Promise<PackWorld> {
  const authority = privateKeyToAccount(testAuthorityKey).address
  const env = { SYMBOLON_LOG: 'fatal', SYMBOLON_AUTHORITY: authority, SYMBOLON_GS1_ROOTS: writeRoots() }
  const ground = await openGround(readConfig({ env, args: ['--data', data] }), ledgerPlan)
  const { identity, medicines, slices } = packSlices(ground.context)
  await ground.start(slices)
  const app = await openPackApp(ground.context, { identity, slices })
  const stop = async () => {
    await app.close()
    await ground.stop()
  }
  const kernel = { ...ground.context, ledger: ground.ledger, slices, stop }
  return { kernel, app, medicines, clock: { offset_ms: 0, now: () => ground.context.clock.now() }, stop }
}

/** The parties, one lot of which the pharmacy holds half, and one that is recalled. */
export async function fillKillWorld(
  world: PackWorld,
  runs: number,
): Promise<{ batch: KillBatch; recalled: KillBatch }> {
  const made: Partial<Record<ActorName, Party>> = {}
  for (const name of Object.keys(actors) as ActorName[])
    made[name] = await newInstitution(world, actors[name], { person: people[name] ?? newTestPerson() })
  const { maker, pharmacy } = made as Actors
  await licenseMaker(world, maker)
  const half = runs * RUN_PACKS
  const batch = await commission(world, maker, { count: 2 * half, lot: 'KILLED' })
  const recalled = await commission(world, maker, { count: 10, lot: 'RECALLED' })
  const numbers = new Map([batch, recalled].map(({ batch: id, number }) => [id, number]))
  for (const [of, count] of [[batch, half], [recalled, 10]] as const)
    await handOver(world, { from: maker, to: pharmacy, ranges: [{ batch: of.batch, first: 0, count, moves: 0 }], numbers }) // biome-ignore format: one call
  await recall(world, maker, recalled)
  return { batch, recalled }
}

async function recall(world: PackWorld, maker: Party, { gtin, lot, number }: KillBatch): Promise<void> {
  const { place, deadline } = packPlace(world)
  const of = {
    by: maker.account.address,
    gtin: BigInt(gtin),
    lot: lotHash(lot),
    batch: number,
    deadline: BigInt(deadline),
  }
  const signature = await maker.account.signTypedData(recallIntent({ ...place, ...of }))
  const { ledger, database } = world.kernel
  const call = { contract: 'Packs', functionName: 'recall', args: [of, signature] } as const
  await database.transaction((queries) => ledger.enqueue(queries, call, { commandId: 'kill-recall' }))
  await ledger.settled('kill-recall')
}

/** The parties, signed in with a node that knows them. */
export async function signInActors(world: PackWorld): Promise<Actors> {
  const signedIn = await Promise.all(
    Object.entries(people).map(async ([name, person]) => {
      const token = await signIn(doorOf(world), person)
      const { party } = await askFor(world, 200, { as: { token }, method: 'GET', url: '/v1/parties/me' })
      return [name, { ...person, token, party }] as const
    }),
  )
  return Object.fromEntries(signedIn) as unknown as Actors
}

/** The lot, once it is in memory. */
export async function findKillBatch(world: PackWorld): Promise<KillBatch> {
  const { index, follower } = world.medicines.packs.door
  for (;;) {
    await follower.followUpToNow()
    for (const { facts } of index.batches()) {
      if (facts.lot === 'KILLED' && index.asOf !== undefined) return { ...facts, gtin: gtinOf(1) }
    }
  }
}
