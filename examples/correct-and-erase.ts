// A record is corrected, exported as ordinary files and erased for ever.
//
//     npx node examples/correct-and-erase.ts http://127.0.0.1:7070
import { randomBytes } from 'node:crypto'
import { newKeyring } from '@symbolon/protocol/identity'
import { fromUtf8, hasCode, utf8 } from '@symbolon/protocol/kernel'
import {
  addRecord,
  amendRecord,
  createClient,
  eraseRecord,
  exportRecord,
  openRecord,
  registerPerson,
} from '@symbolon/sdk'

const [, , url = 'http://127.0.0.1:7070'] = process.argv

const person = createClient({ url, root: newKeyring(randomBytes) })
await registerPerson(person)

const { record } = await addRecord(person, { name: 'visit.txt', bytes: utf8('Blood pressure 140/90') })
const { version } = await amendRecord(person, {
  record,
  file: { name: 'visit.txt', bytes: utf8('Blood pressure 120/80') },
})
const [now] = (await openRecord(person, { record })).entries
process.stdout.write(`version ${version}: ${fromUtf8(now?.bytes ?? new Uint8Array())}\n`)

const exported = await exportRecord(person, { record, form: 'age' })
const [sealed] = exported.files
const size = `${sealed?.bytes.length} bytes that the standard age tool opens`
process.stdout.write(`${sealed?.name}: ${size}, receipt ${exported.receipt}\n`)

const { receipt } = await eraseRecord(person, { record })
process.stdout.write(`erased, receipt ${receipt}\n`)
try {
  await openRecord(person, { record })
} catch (error) {
  if (!hasCode(error, 'RECORDS_RECORD_ERASED')) throw error
  process.stdout.write(`${error.message}\n`)
}
