import { ledgerPlan } from '../../contracts.ts'
import { readConfig } from '../../kernel/config/config.ts'
import { openGround } from '../../kernel/lifecycle/ground.ts'
import { packSlices } from '../test-world.ts'
import { putKillBatches } from './test-kill-batch.ts'

/** A node without doors that seals batches and says when it begins and when it is done; made to be killed. */
const ground = await openGround(readConfig({ env: { SYMBOLON_LOG: 'fatal' }, args: process.argv.slice(2) }), ledgerPlan)
const { medicines, slices } = packSlices(ground.context)
await ground.start(slices)
await putKillBatches(ground.context.database)
process.stdout.write('ready\n')
await medicines.seal()
process.stdout.write('sealed\n')
await ground.stop()
