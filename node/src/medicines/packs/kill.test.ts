import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { packStateNumbers } from '@symbolon/protocol/medicines'
import { send } from '../../identity/test-people.ts'
import { linesUntilKilled } from '../../kernel/lifecycle/test-killed.ts'
import { runJob } from '../test-events.ts'
import { codeOf, doorOf } from '../test-parties.ts'
import type { PackWorld } from '../test-world.ts'
import { settleAbandonedActs } from './settle-act.ts'
import { actBody } from './test-acts.ts'
import {
  type Actors,
  type Answered,
  fillKillWorld,
  type KillBatch,
  openKillWorld,
  type Said,
  signInActors,
} from './test-kill-world.ts'

/** More before a release. */
const kills = Number(process.env.SYMBOLON_KILLS ?? 2)
const dispenser = fileURLToPath(new URL('./test-dispenser.ts', import.meta.url))
const { active, supplied } = packStateNumbers

interface Told {
  readonly said: Map<string, Said>
  readonly answers: Map<string, Answered['answer']>
}

/** Lets a node work for a moment and kills it. */
async function workUntilKilled(data: string, { run, told }: { run: number; told: Told }): Promise<void> {
  const isAnswer = (line: string) => line.includes('"answer"')
  // Every other one is killed when it may not have answered anything yet.
  const killed = { alive_ms: 50 + Math.random() * 1000, ...(run % 2 === 1 && { after: isAnswer }) }
  for await (const line of linesUntilKilled([dispenser, data, String(run)], killed)) {
    const one = JSON.parse(line) as Said | Answered
    if ('answer' in one) told.answers.set(one.id, one.answer)
    else told.said.set(one.id, one)
  }
}

test(`${kills} kills while packs are dispensed and handed over: what was answered is there, once, and answered alike`, async (t) => {
  const data = mkdtempSync(join(tmpdir(), 'symbolon-kill-'))
  t.after(() => rmSync(data, { recursive: true, force: true }))
  const first = await openKillWorld(data)
  const { batch, recalled } = await fillKillWorld(first, kills)
  await first.stop()
  const told: Told = { said: new Map(), answers: new Map() }
  for (let run = 0; run < kills; run++) await workUntilKilled(data, { run, told })
  assert.ok(told.answers.size > 0)
  const world = await openKillWorld(data)
  t.after(() => world.stop())
  const actors = await signInActors(world)
  await settleWhatIsLeft(world)
  await askAllAgain(world, { told, actors })
  await requireActsOnce(world, { told, batch })
  await requireInvariants(world, { actors, batch, recalled })
})

/** As the jobs of a node do after a minute. */
async function settleWhatIsLeft(world: PackWorld): Promise<void> {
  const { door } = world.medicines.packs
  const clock = { now: () => world.clock.now() + 120_000 }
  await door.follower.followUpToNow()
  await settleAbandonedActs({ ...door, context: { ...door.context, clock } })
  await runJob(world, 'medicines-abandoned')
}

/** What was answered is answered alike; what was not is done now, if it was not before. */
async function askAllAgain(world: PackWorld, { told, actors }: { told: Told; actors: Actors }): Promise<void> {
  for (const [id, { as, url, body }] of told.said) {
    const asked = { method: 'POST', url, body, token: actors[as].token, key: id.padEnd(16, '-') } as const
    const answer = await send(doorOf(world), asked)
    assert.ok(answer.statusCode < 300, `${id}: ${answer.body}`)
    const before = told.answers.get(id)
    if (before?.state === 'saved' || before?.state === 'accepted') continue
    if (before) assert.deepEqual(answer.json(), before, id)
  }
}

/** Each pack has the state that was last answered, came to it once, and was told of once. */
async function requireActsOnce(world: PackWorld, { told, batch }: { told: Told; batch: KillBatch }): Promise<void> {
  await runJob(world, 'medicines-events')
  const { index, follower } = world.medicines.packs.door
  await follower.followUpToNow()
  const [marks, moves, events] = await Promise.all([marksOf(world, batch), movesOf(world, batch), eventsOf(world)])
  for (const { what, first } of told.said.values()) {
    if (what === 'undo' || what === 'offer') continue
    const isUndone = told.said.has(`undo-${first}`)
    if (what === 'accept') assert.equal(moves.get(first), 1, `${first} moved`)
    else assert.deepEqual(marks.get(first), isUndone ? [supplied, active] : [supplied], `${first}`)
    if (what !== 'mark') continue
    const inMemory = index.byId(batch.batch)
    assert.equal(inMemory?.stateOf(first), isUndone ? active : supplied)
    const dispositions = isUndone ? ['dispensed', 'returned'] : ['dispensed']
    assert.deepEqual(events.get(`/01/${batch.gtin}/21/${inMemory?.serialOf(first)}`), dispositions, `${first}`)
  }
}

async function marksOf({ kernel }: PackWorld, { batch }: KillBatch): Promise<Map<number, number[]>> {
  const rows = await kernel.database.query<{ first: number; states: number[] }>({
    name: 'test_marks',
    text: 'select first, array_agg(state::integer order by mark) as states from medicines.mark where batch = $1 group by first',
    values: [batch],
  })
  return new Map(rows.map(({ first, states }) => [first, states]))
}

async function movesOf({ kernel }: PackWorld, { batch }: KillBatch): Promise<Map<number, number>> {
  const rows = await kernel.database.query<{ first: number; moves: number }>({
    name: 'test_moves',
    text: `select c.first, count(*)::integer as moves from medicines.change c
      join medicines.holding h on h.batch = c.batch and h.first = c.first and h.until = c.first + c.count and h.moves = 1
      where c.batch = $1 and c.kind = 'move' group by c.first`,
    values: [batch],
  })
  return new Map(rows.map(({ first, moves }) => [first, moves]))
}

/** How often each pack is told to be dispensed, and to be brought back. */
async function eventsOf({ kernel }: PackWorld): Promise<Map<string, string[]>> {
  const rows = await kernel.database.query<{ epc: string; told: string[] }>({
    name: 'test_events_of_packs',
    text: `select x.epc, array_agg(e.disposition order by e.disposition) as told
      from custody.event_epc x
      join (select event, substring(disposition from 'Disp-(dispensed|returned)$') as disposition from custody.event) e
        using (event)
      where e.disposition is not null group by x.epc`,
  })
  return new Map(rows.map(({ epc, told }) => [epc, told]))
}

/** M-1 to M-4 of `Packs`, on the ledger after its replay. */
async function requireInvariants(
  world: PackWorld,
  { actors, batch, recalled }: { actors: Actors; batch: KillBatch; recalled: KillBatch },
): Promise<void> {
  const { ledger } = world.kernel
  const inMemory = world.medicines.packs.door.index.byId(batch.batch)
  const states = await Promise.all(
    Array.from({ length: batch.count }, async (_, at) => {
      const args = [(batch.number << 24n) | BigInt(at)]
      return Number((await ledger.read<[number]>({ contract: 'Packs', functionName: 'packOf', args }))[0])
    }),
  )
  assert.deepEqual(
    states,
    Array.from(states, (_, at) => inMemory?.stateOf(at)),
  )
  const balances = await Promise.all(
    Object.values(actors).map(({ account }) =>
      ledger.read<bigint>({ contract: 'Packs', functionName: 'balanceOf', args: [account.address] }),
    ),
  )
  const notEnded = states.filter((state) => state === active).length + recalled.count
  assert.equal(balances.reduce((sum, balance) => sum + balance, 0n), BigInt(notEnded), 'M-4') // biome-ignore format: one line
  const dispense = await actBody(world, { holder: actors.pharmacy, batch: recalled, first: 0, state: 'supplied' })
  const refused = { as: actors.pharmacy, method: 'POST', url: '/v1/packs/marks', body: dispense } as const
  assert.equal(await codeOf(world, refused), 'MEDICINES_PACK_REFUSED', 'M-2')
  const first = states.indexOf(supplied)
  if (first === -1) return
  const again = { holder: actors.pharmacy, batch, first, state: 'supplied', deadline: Math.floor(Date.now() / 1000) + 9_000 } as const // biome-ignore format: one line
  const twice = { ...refused, body: await actBody(world, again) }
  assert.equal(await codeOf(world, twice), 'MEDICINES_PACK_REFUSED', 'M-1')
  const undo = await actBody(world, { holder: actors.wholesaler, batch, first })
  const stranger = { as: actors.wholesaler, method: 'POST', url: '/v1/packs/undo', body: undo } as const
  assert.equal(await codeOf(world, stranger), 'MEDICINES_PACK_REFUSED', 'M-3')
}
