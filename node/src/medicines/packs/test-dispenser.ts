import { send } from '../../identity/test-people.ts'
import { handOverOf, offerBody } from '../test-batches.ts'
import { type Asked, doorOf } from '../test-parties.ts'
import { actBody } from './test-acts.ts'
import { findKillBatch, openKillWorld, RUN_PACKS, type Said, signInActors } from './test-kill-world.ts'

/**
 * A node that dispenses packs, takes some of it back and hands others over as fast as it can; made to be killed. Each
 * request is said before it is sent, and its answer when it is there. Run with `FOLDER RUN`, the number of the run from 0.
 */
const [data = '', run = '0'] = process.argv.slice(2)
const world = await openKillWorld(data)
const actors = await signInActors(world)
const batch = await findKillBatch(world)
const half = batch.count / 2
const from = Number(run) * RUN_PACKS
const lanes = 4

process.stdout.write('ready\n')
await Promise.all(Array.from({ length: lanes }, (_, lane) => [dispense(lane), handOn(lane)]).flat())

async function dispense(lane: number): Promise<void> {
  for (let first = from + lane; first < from + RUN_PACKS; first += lanes) {
    const act = { holder: actors.pharmacy, batch, first }
    const body = await actBody(world, { ...act, state: 'supplied' })
    await ask({ what: 'mark', as: 'pharmacy', url: '/v1/packs/marks', body, first })
    // Each third pack is brought back.
    if (first % 3 === 0)
      await ask({ what: 'undo', as: 'pharmacy', url: '/v1/packs/undo', body: await actBody(world, act), first })
  }
}

async function handOn(lane: number): Promise<void> {
  for (let first = half + from + 2 * lane; first < half + from + RUN_PACKS; first += 2 * lanes) {
    const ranges = [{ batch: batch.batch, first, count: 2, moves: 0 }]
    const sides = { from: actors.maker, to: actors.wholesaler, ranges, numbers: new Map([[batch.batch, batch.number]]) }
    const body = await offerBody(world, sides)
    const { handover } = await ask({ what: 'offer', as: 'maker', url: '/v1/handovers', body, first })
    const signature = await actors.wholesaler.account.signTypedData(handOverOf(world, { ...sides, deadline: body.deadline })) // biome-ignore format: one call
    const url = `/v1/handovers/${handover}/acceptance`
    await ask({ what: 'accept', as: 'wholesaler', url, body: { signature }, first })
  }
}

async function ask(said: Omit<Said, 'id'>): Promise<Record<string, unknown>> {
  const id = `${said.what}-${said.first}`
  process.stdout.write(`${JSON.stringify({ id, ...said })}\n`)
  const asked: Asked = { method: 'POST', url: said.url, body: said.body }
  const answer = await send(doorOf(world), { ...asked, token: actors[said.as].token, key: id.padEnd(16, '-') })
  if (answer.statusCode >= 400) throw new Error(`${id}: ${answer.statusCode} ${answer.body}`)
  process.stdout.write(`${JSON.stringify({ id, answer: answer.json() })}\n`)
  return answer.json()
}
