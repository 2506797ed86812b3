import { setTimeout as wait } from 'node:timers/promises'
import type { Words } from '@symbolon/protocol/kernel'
import { type Client, createClient } from '@symbolon/sdk/kernel'
import {
  type BatchPack,
  listAlerts,
  markPack,
  type PackAlert,
  tracePack,
  undoPack,
  type VerifiedPack,
  verifyPack,
} from '@symbolon/sdk/medicines'
import { commandName } from '../kernel/index.ts'
import { doors } from './demo-links.ts'
import { type Player, type Story, tell } from './demo-story.ts'
import { demoWords as words } from './demo-words.ts'

/** Answers come from memory, which follows the ledger at a short distance; alerts are written behind them. */
const looks = { max: 50, every_ms: 100 } as const

/** The batch that this run of the demo made. */
export interface Own {
  readonly batch: string
  readonly lot: string
  readonly gtin: string
  readonly packs: readonly BatchPack[]
}

/** A scan, again for a short while until memory has followed the ledger. */
export async function scan(
  story: Story,
  { pack, as, until }: { pack: BatchPack; as: Player | 'anybody'; until: (found: VerifiedPack) => boolean },
): Promise<VerifiedPack> {
  const client = as === 'anybody' ? anybody(story) : story.clients[as]
  for (let look = 1; ; look++) {
    const found = await verifyPack(client, { scan: pack.link })
    if (until(found) || look === looks.max) return found
    await wait(looks.every_ms)
  }
}

/** Somebody without keys. */
function anybody({ clients: { maker }, run }: Story): Client {
  return createClient({ url: maker.url, language: run.output.language })
}

export async function verify(story: Story, own: Own): Promise<void> {
  const pack = packOf(own)
  const isGood = ({ answer }: VerifiedPack) => answer.outcome === 'may_be_dispensed'
  const found = await scan(story, { pack, as: 'pharmacy-a', until: isGood })
  const ok = isGood(found)
  const facts = { said: found.answer.said }
  const command = `${commandName} pack verify '${pack.link}' --as pharmacy-a`
  const said = ok ? words.verified : words.notVerified
  tell(story, { step: 'verify', words: said, facts, command, door: doors.proof(pack), ok })
}

/** The pack is dispensed where it is held, and its copy nowhere; whoever dispensed it takes that back. */
export async function dispense(story: Story, own: Own): Promise<void> {
  const { clients } = story
  const pack = packOf(own)
  const door = doors.page(pack)
  const acting = `${commandName} pack dispense '${pack.link}' --as`
  const done = await markPack(clients['pharmacy-a'], { scan: pack.link })
  const ok = done.act !== undefined
  const facts = { serial: pack.serial, said: done.verified.answer.said }
  const said = ok ? words.dispensed : words.notDispensed
  tell(story, { step: 'dispense', words: said, facts, command: `${acting} pharmacy-a`, door, ok })
  const copy = await markPack(clients['pharmacy-b'], { scan: pack.link })
  const isCaught = copy.act === undefined && copy.verified.answer.reason === 'dispensed_elsewhere'
  const heard = { said: copy.verified.answer.said }
  const caught = isCaught ? words.clone : words.cloneDispensed
  tell(story, { step: 'clone', words: caught, facts: heard, command: `${acting} pharmacy-b`, door, ok: isCaught })
  await seeAlert(story, { pack, step: 'alert', cause: 'used_elsewhere', said: [words.alert, words.noAlert] })
  const undone = await undoPack(clients['pharmacy-a'], { scan: pack.link })
  const undoing = `${commandName} pack undo '${pack.link}' --as pharmacy-a`
  const isUndone = undone.pack_state === 'active'
  tell(story, { step: 'undo', words: words.undone, facts: {}, command: undoing, door, ok: isUndone })
}

/** A pack for one country is scanned in another. */
export async function divert(story: Story, { packs: [pack] }: Pick<Own, 'packs'>): Promise<void> {
  if (pack === undefined) throw new Error('the diverted batch of the demo has no pack')
  await scan(story, { pack, as: 'anybody', until: ({ answer }) => answer.outcome === 'genuine' })
  await verifyPack(story.clients['pharmacy-b'], { scan: pack.link })
  const said = [words.diverted, words.notDiverted] as const
  await seeAlert(story, { pack, step: 'diverted', cause: 'outside_market', said })
}

interface AlertToSee {
  readonly pack: BatchPack
  readonly step: string
  readonly cause: string
  /** When it is there, and when it is not. */
  readonly said: readonly [Words, Words]
}

async function seeAlert(story: Story, { pack: { serial }, step, cause, said }: AlertToSee): Promise<void> {
  let found: PackAlert | undefined
  for (let look = 0; look < looks.max && found === undefined; look++) {
    if (look > 0) await wait(looks.every_ms)
    const { items } = await listAlerts(story.clients.regulator, { limit: 50 })
    found = items.find((alert) => alert.serial === serial && alert.cause === cause)
  }
  const ok = found !== undefined
  const { language } = story.run.output
  const score = String(found?.score ?? 0)
  const facts = { cause: found?.words.cause ?? '', score: language === 'el' ? score.replace('.', ',') : score }
  const door = found === undefined ? doors.alerts() : doors.alert(found.alert)
  const command = `${commandName} alert ${found === undefined ? 'list' : `show ${found.alert}`} --as regulator`
  tell(story, { step, words: ok ? said[0] : said[1], facts, command, door, ok })
}

/** What anybody is told of the pack, and where the regulator sees it come from. */
export async function followUp(story: Story, own: Own): Promise<void> {
  const pack = packOf(own)
  const { answer } = await verifyPack(anybody(story), { scan: pack.link })
  const asking = `${commandName} pack verify '${pack.link}'`
  const ok = answer.outcome === 'genuine'
  const page = doors.page(pack)
  tell(story, { step: 'patient', words: words.anybody, facts: { said: answer.said }, command: asking, door: page, ok })
  const told = await stepsOf(story, pack)
  const [first = '–'] = told
  const facts = { steps: told.length, first, last: told.at(-1) ?? '–' }
  const isTraced = told.join() === wayOfPack.join()
  const traced = isTraced ? words.traced : words.notTraced
  const command = `${commandName} pack trace '${pack.link}' --as regulator`
  tell(story, { step: 'trace', words: traced, facts, command, door: doors.trace(pack), ok: isTraced })
}

/** Business steps of all that the story does with its pack: from its maker to the undo, which is receiving it back. */
const wayOfPack = [
  'commissioning',
  'packing',
  'shipping',
  'receiving',
  'shipping',
  'receiving',
  'dispensing',
  'receiving',
] as const

/** Business steps of the pack, oldest first, again for a short while until all of them are told. */
async function stepsOf({ clients: { regulator } }: Story, pack: BatchPack): Promise<string[]> {
  for (let look = 1; ; look++) {
    const { steps } = await tracePack(regulator, { scan: pack.link })
    const told = steps.map(({ event }) => String(event.bizStep ?? event.type))
    if (told.length >= wayOfPack.length || look === looks.max) return told
    await wait(looks.every_ms)
  }
}

/** The pack that the story is about. */
export function packOf({ packs: [pack] }: Own): BatchPack {
  if (pack === undefined) throw new Error('the batch of the demo has no pack')
  return pack
}
