import type { PacksPlace } from './packs-place.ts'
import { PALLET_EVENTS, storyDocument } from './pallet-story.ts'

/** Events of one capture. */
export const CAPTURE_EVENTS = 500
const pallets = CAPTURE_EVENTS / PALLET_EVENTS
const atOnce = 4

export interface Telling {
  readonly token: string
  /** The first pallet, and captures to be made. */
  readonly first: number
  readonly captures: number
}

/** Captures are made and answered. Their documents are made as they go, unless `textsOf` has made them beforehand. */
export async function tellPallets({ node }: PacksPlace, telling: Telling & { texts?: string[] }): Promise<number> {
  const { token, first, captures, texts } = telling
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/ld+json' }
  let next = 0
  let bytes = 0
  const lane = async () => {
    for (let at = next++; at < captures; at = next++) {
      const body = texts?.[at] ?? storyDocument(first + at * pallets, pallets)
      bytes += body.length
      const answer = await fetch(`${node.url}/epcis/capture`, { method: 'POST', headers, body })
      const said = await answer.text()
      if (answer.status !== 202) throw new Error(`a capture was answered ${answer.status} ${said}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return bytes
}

export function textsOf({ first, captures }: Omit<Telling, 'token'>): string[] {
  return Array.from({ length: captures }, (_, at) => storyDocument(first + at * pallets, pallets))
}

/** How many events the node has. */
export async function countEvents({ database }: PacksPlace): Promise<number> {
  const [row] = await database.query<{ count: number }>({
    name: 'bench_count_events',
    text: 'select count(*)::int8 as count from custody.event',
  })
  return row?.count ?? 0
}
