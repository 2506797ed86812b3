// Two people: one lets the other see a note, the other opens it with keys of their own. The node sees neither.
//
//     npx node examples/open-with-own-keys.ts http://127.0.0.1:7070
import { randomBytes } from 'node:crypto'
import { newKeyring } from '@symbolon/protocol/identity'
import { fromUtf8, utf8 } from '@symbolon/protocol/kernel'
import { addRecord, createClient, giveGrants, openGrant, registerPerson } from '@symbolon/sdk'

const [, , url = 'http://127.0.0.1:7070'] = process.argv
const hour_ms = 3_600_000

const maria = createClient({ url, root: newKeyring(randomBytes) })
const petros = createClient({ url, root: newKeyring(randomBytes) })
await registerPerson(maria)
const reader = await registerPerson(petros)

const { record } = await addRecord(maria, { name: 'note.txt', bytes: utf8('Allergic to penicillin since 1998.') })
const { grants } = await giveGrants(maria, {
  to: [reader],
  records: [record],
  what: { all: true },
  purpose: 'FAMRQT',
  until: Date.now() + hour_ms,
})

for (const { grant } of grants) {
  const { receipt, entries } = await openGrant(petros, { grant })
  for (const { bytes } of entries) process.stdout.write(`${receipt}: ${fromUtf8(bytes)}\n`)
}
