import { openRecord } from '@symbolon/sdk/records'
import { openClient } from '../identity/index.ts'
import { exitCodes, listOption, type Verb } from '../kernel/index.ts'

/** `symbolon record open`: the bytes of entries, each followed by a line break; with --json as base64 with their names. */
export const recordOpen: Verb = async (run, input) => {
  const { client } = await openClient(run)
  const wanted = listOption(input, 'entry')
  const record = input.operands[0] ?? ''
  const { entries } = await openRecord(client, wanted.length === 0 ? { record } : { record, entries: wanted })
  if (run.output.json) {
    const items = entries.map(({ entry, bytes }) => ({
      id: entry.id,
      kind: entry.kind,
      media_type: entry.media_type,
      base64: Buffer.from(bytes).toString('base64'),
    }))
    run.output.result({ record, items }, () => '')
    return exitCodes.ok
  }
  for (const { entry, bytes } of entries) {
    run.output.bytes(bytes)
    if (entry.kind !== 'file') run.output.bytes(Buffer.from('\n'))
  }
  return exitCodes.ok
}
