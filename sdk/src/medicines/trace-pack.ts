import { digitalLinkOf } from '@symbolon/protocol/custody'
import { getJourney, type JourneyStep } from '../custody/index.ts'
import { type Client, walkPages } from '../kernel/index.ts'
import { type PackVerifying, type VerifiedPack, verifyPack } from './verify-pack.ts'

/** Where a pack comes from: the proof that it is in its batch, and the events of it that the caller may see. */
export interface PackTrace {
  readonly verified: VerifiedPack
  /** Oldest first: of the pack, of what held it then, and of its lot, where an event names no single pack. */
  readonly steps: readonly JourneyStep[]
}

/** Events that are followed of one pack. */
const STEPS_MAX = 5_000

/**
 * The way of a pack from its maker, as far as the caller may see it; others see nothing of it, not even how long it is.
 * @throws as `verifyPack`
 */
export async function tracePack(client: Client, asking: PackVerifying): Promise<PackTrace> {
  const verified = await verifyPack(client, asking)
  const { pack, scan } = verified.answer
  const { gtin, lot, serial } = pack ?? scan
  if (gtin === undefined || serial === undefined) return { verified, steps: [] }
  const ofPack = await journeyOf(
    client,
    digitalLinkOf([
      ['01', gtin],
      ['21', serial],
    ]),
  )
  const ofLot =
    lot === undefined
      ? []
      : await journeyOf(
          client,
          digitalLinkOf([
            ['01', gtin],
            ['10', lot],
          ]),
        )
  const steps = new Map([...ofLot, ...ofPack].map((step) => [step.hash, step]))
  const instant = ({ event }: JourneyStep) => Date.parse(String(event.eventTime))
  return { verified, steps: [...steps.values()].sort((left, right) => instant(left) - instant(right)) }
}

async function journeyOf(client: Client, epc: string): Promise<JourneyStep[]> {
  const steps: JourneyStep[] = []
  for await (const step of walkPages((page) => getJourney(client, { ...page, epc }))) {
    steps.push(step)
    if (steps.length === STEPS_MAX) return steps
  }
  return steps
}
