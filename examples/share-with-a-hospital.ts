// A person adds a file, lets a hospital see its tests for a week, and stops it again.
//
//     npm start                                      (in another terminal)
//     npx node examples/share-with-a-hospital.ts http://127.0.0.1:7070 cli/demo/eleni.json
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { newKeyring } from '@symbolon/protocol/identity'
import {
  addRecord,
  createClient,
  getParty,
  giveGrants,
  listLedger,
  registerPerson,
  revokeGrant,
  simulateGiveGrants,
} from '@symbolon/sdk'

const [, , url = 'http://127.0.0.1:7070', path = 'cli/demo/eleni.json'] = process.argv
const week_ms = 7 * 86_400_000

// The keyring's root is the person: keep it sealed (`sealKeyring`) and nobody else can open what follows.
const person = createClient({ url, root: newKeyring(randomBytes) })
await registerPerson(person)

const added = await addRecord(person, { name: basename(path), bytes: await readFile(path) })
process.stdout.write(`${added.record}: ${added.report.entries} entries, receipt ${added.receipt}\n`)

const giving = {
  to: [await getParty(person, { party: 'hospital-a' })],
  what: { categories: ['tests'] },
  purpose: 'TREAT',
  until: Date.now() + week_ms,
} as const
const would = await simulateGiveGrants(person, giving)
process.stdout.write(`the hospital would see ${would.entries} of ${would.of} entries\n`)

const { grants } = await giveGrants(person, giving)
const { items } = await listLedger(person, { group: 'now' })
process.stdout.write(`can see now: ${items.map(({ who }) => who.name?.en).join(', ')}\n`)

for (const { grant } of grants) {
  const { ended_at } = await revokeGrant(person, { grant })
  process.stdout.write(`${grant} ended at ${ended_at}\n`)
}
