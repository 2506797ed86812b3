import { ledgerPlan } from '../../contracts.ts'
import { readConfig } from '../config/config.ts'
import { give, seenSlice } from '../ledger/test-consents.ts'
import { openGround } from './ground.ts'

/**
 * A node without doors that gives grants as fast as it can and says which ones are settled; made to be killed.
 * Run with `--data FOLDER FIRST`: the number of its first grant.
 */
const lanes = 8
const [first, ...args] = process.argv.slice(2)
const ground = await openGround(readConfig({ env: { SYMBOLON_LOG: 'fatal' }, args }), ledgerPlan)
const { database, ledger } = ground.context
await ground.start([seenSlice])
process.stdout.write('ready\n')
await Promise.all(Array.from({ length: lanes }, (_, lane) => write(Number(first) + lane)))

async function write(from: number): Promise<void> {
  for (let n = from; ; n += lanes) {
    await database.transaction((queries) => ledger.enqueue(queries, give(n), { commandId: `give-${n}` }))
    await ledger.settled(`give-${n}`)
    process.stdout.write(`${n}\n`)
  }
}
