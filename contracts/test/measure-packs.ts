import type { Hex } from 'viem'
import { type Chain, startChain } from './chain.ts'
import { calldataGas, eventGas, prices } from './gas-prices.ts'
import { commissionCall, handOverCall, markCall, signedHandOver, signedMark, stock, undoCall } from './packs-calls.ts'
import { preparePacks } from './packs-chain.ts'

/** Items of one list when the gas of one of them is measured: each about a batch of its own. */
const LIST_ITEMS = 50

/** Gas of every move of packs, by the receipts of real transactions. Keys and roots are fixed, so the figures are. */
export async function measurePacks(): Promise<Record<string, number>> {
  const chain = await startChain()
  await preparePacks(chain)
  return {
    ...(await measureCommissioning(chain)),
    ...(await measureMoving(chain)),
    ...(await measureEnding(chain)),
  }
}

async function measureCommissioning(chain: Chain): Promise<Record<string, number>> {
  const commission = async (name: string, count: number) =>
    (await chain.send(await commissionCall(chain, { name, count }))).gas
  return {
    commission_first_of_a_maker: await commission('first', 1),
    commission_1: await commission('one', 1),
    commission_100: await commission('hundred', 100),
    commission_5000: await commission('thousands', 5000),
    commission_1000000: await commission('million', 1_000_000),
    commission_16777216: await commission('all', 2 ** 24),
  }
}

async function measureMoving(chain: Chain): Promise<Record<string, number>> {
  const move = async (
    first: number,
    count: number,
    [from, to]: readonly ['maker' | 'wholesaler', 'wholesaler' | 'pharmacy'],
  ) => (await chain.send(handOverCall([await signedHandOver(chain, { batch: 'million', first, count, from, to })]))).gas
  const first_time = await move(400_001, 100_000, ['maker', 'wholesaler'])
  const whole = await move(400_001, 100_000, ['wholesaler', 'pharmacy'])
  // From here on everybody holds something.
  await stock(chain, { name: 'shelf', count: 10, party: 'wholesaler', parts: [[0, 10]] })
  const gas = {
    move_carve_to_first_time_receiver: first_time,
    move_whole_of_100000: whole,
    move_carve_1: await move(700_001, 1, ['maker', 'wholesaler']),
    move_carve_100: await move(700_101, 100, ['maker', 'wholesaler']),
    move_carve_5000: await move(800_001, 5000, ['maker', 'wholesaler']),
    move_from_the_front_5000: await move(0, 5000, ['maker', 'wholesaler']),
    move_whole_of_1: await move(700_001, 1, ['wholesaler', 'pharmacy']),
    move_whole_of_100: await move(700_101, 100, ['wholesaler', 'pharmacy']),
    move_whole_of_5000: await move(800_001, 5000, ['wholesaler', 'pharmacy']),
  }
  const names = Array.from({ length: LIST_ITEMS }, (_, index) => `moved ${index}`)
  const items = []
  for (const name of names) {
    await stock(chain, { name, count: 1000 })
    items.push(await signedHandOver(chain, { batch: name, first: 301, count: 100, from: 'maker', to: 'pharmacy' }))
  }
  return { ...gas, move_carve_100_in_list: await perItem(chain, handOverCall(items)) }
}

async function measureEnding(chain: Chain): Promise<Record<string, number>> {
  await stock(chain, { name: 'ended', count: 100_000, parts: [[0, 100_000]] })
  const end = async (first: number, count: number) => {
    const item = await signedMark(chain, { batch: 'ended', first, count, holder: 'pharmacy', state: 'supplied' })
    return chain.send(markCall([item]))
  }
  const [one, next, near] = [await end(1000, 1), await end(1001, 1), await end(1010, 1)]
  const gas = {
    end_1: one.gas,
    end_1_floor: endFloor(one.input) + prices.newSlot,
    end_1_next_to_ended: next.gas,
    end_1_near_ended: near.gas,
    end_1_near_ended_floor: endFloor(near.input) + prices.changedSlot,
    end_256_of_a_page: (await end(2048, 256)).gas,
    end_256_across_pages: (await end(4000, 256)).gas,
  }
  const undone = await chain.send(await undoCall(chain, { batch: 'ended', first: 1000, count: 1, holder: 'pharmacy' }))
  const [firsts, seconds] = [await endings(chain, 0), await endings(chain, 1)]
  return {
    ...gas,
    end_1_in_list: await perItem(chain, markCall(firsts)),
    end_1_near_ended_in_list: await perItem(chain, markCall(seconds)),
    undo_1: undone.gas,
  }
}

/**
 * What anybody pays who checks and tells the same of one pack that its holder ends, whatever the mark is stored in:
 * signature, the holder's licence, expiry and recall, the range's count, the balance, both events.
 */
function endFloor(input: Hex): number {
  const checks = prices.signature + prices.otherContract + 3 * prices.readSlot
  const events = eventGas(4, 0) + eventGas(2, 64)
  return prices.transaction + calldataGas(input) + checks + 2 * prices.changedSlot + events
}

/** One pack of each of the batches that `measureMoving` gave the pharmacy. */
async function endings(chain: Chain, index: number) {
  const items = []
  for (let i = 0; i < LIST_ITEMS; i++) {
    const of = { batch: `moved ${i}`, first: 301 + 2 * index, count: 1, holder: 'pharmacy', state: 'supplied' } as const
    items.push(await signedMark(chain, of))
  }
  return items
}

async function perItem(chain: Chain, call: Parameters<Chain['send']>[0]): Promise<number> {
  return Math.ceil((await chain.send(call)).gas / LIST_ITEMS)
}
