import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parsePurpose } from '@symbolon/protocol/consent'
import { type GrantedEntry, openGrant } from '@symbolon/sdk/consent'
import { openClient } from '../identity/index.ts'
import { exitCodes, sayCount, textOption, type Verb } from '../kernel/index.ts'
import { counted, words } from './words.ts'

/** `symbolon grant open`: what somebody let this party see, decrypted here and proved against the tokens. */
export const grantOpen: Verb = async (run, input) => {
  const { client } = await openClient(run)
  const purpose = textOption(input, 'purpose')
  const grant = input.operands[0] ?? ''
  const { receipt, entries } = await openGrant(
    client,
    purpose === undefined ? { grant } : { grant, purpose: parsePurpose(purpose) },
  )
  const { output } = run
  const to = textOption(input, 'to')
  if (to === undefined && !output.json) {
    for (const { bytes } of entries) output.bytes(Buffer.concat([bytes, Buffer.from('\n')]))
    return exitCodes.ok
  }
  const folder = to === undefined ? undefined : resolve(to)
  const items = await Promise.all(entries.map((granted) => itemOf(granted, folder)))
  output.result({ grant, receipt, items }, () =>
    output.words(words.opened, { receipt, entries: sayCount(counted.entries, output.language, entries.length) }),
  )
  return exitCodes.ok
}

async function itemOf({ record, entry, bytes }: GrantedEntry, folder: string | undefined) {
  const about = { record, id: entry.id, kind: entry.kind, category: entry.category, media_type: entry.media_type }
  if (folder === undefined) return { ...about, base64: Buffer.from(bytes).toString('base64') }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, entry.kind === 'file' ? entry.id : `${entry.kind}-${entry.id}.json`)
  await writeFile(path, bytes, { mode: 0o600 })
  return { ...about, path }
}
