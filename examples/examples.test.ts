import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startTestDemo } from '@symbolon/e2e/test-demo'

const run = promisify(execFile)
const here = fileURLToPath(new URL('.', import.meta.url))

const { node, end } = await startTestDemo()
after(end)

async function outputOf(example: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, [join(here, example), node.url, ...args])
  return stdout
}

test('share-with-a-hospital', async () => {
  const said = await outputOf('share-with-a-hospital.ts', join(here, '../cli/demo/eleni.json'))
  assert.match(said, /7 entries, receipt rcp_/)
  assert.match(said, /would see 4 of 7 entries/)
  assert.match(said, /can see now: Example General Hospital A/)
  assert.match(said, /grt_\w+ ended at/)
})

test('open-with-own-keys', async () => {
  assert.match(await outputOf('open-with-own-keys.ts'), /^rcp_\w+: Allergic to penicillin since 1998\.\n$/)
})

test('correct-and-erase', async () => {
  const said = await outputOf('correct-and-erase.ts')
  assert.match(said, /version 2: Blood pressure 120\/80/)
  assert.match(said, /\.age: \d+ bytes/)
  assert.match(said, /erased, receipt rcp_\w+\n.*erased/)
})
