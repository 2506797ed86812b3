import { repositoryRoot } from './repository.ts'
import { breachesUnder, MODULES_MIN, unguardedWalls } from './walls.ts'

const { breaches, modules } = await breachesUnder(repositoryRoot)
const faults = breaches.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`)
if (modules < MODULES_MIN) faults.push(`only ${modules} modules were looked at; at least ${MODULES_MIN} are expected`)
faults.push(...(await unguardedWalls()))
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.stdout.write(`${modules} modules, ${faults.length} faults\n`)
process.exitCode = faults.length > 0 ? 1 : 0
