import { strict as assert } from 'node:assert'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { takeDataFolder } from './data-folder.ts'
import { startOf } from './processes.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'symbolon-folder-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a folder is taken, given back and taken again', async () => {
  const path = join(folder, 'a', 'b')
  const first = await takeDataFolder(path)
  first.release()
  assert.equal(existsSync(join(path, 'lock')), false)
  const second = await takeDataFolder(path)
  second.release()
})

test('error: a folder in use is KERNEL_DATA_FOLDER_IN_USE with the process that has it', async () => {
  const first = await takeDataFolder(folder)
  await assert.rejects(
    takeDataFolder(folder),
    (error) => hasCode(error, 'KERNEL_DATA_FOLDER_IN_USE') && error.facts.pid === process.pid,
  )
  first.release()
})

const stale: readonly [what: string, text: string][] = [
  ['of a process that is gone', '{"pid":4194304,"started":"1"}'],
  ['of an id that another program has now', `{"pid":${process.pid},"started":"1"}`],
  ['that was cut off', '{"pid":'],
  ['that is empty', ''],
]

for (const [what, text] of stale) {
  test(`a lock ${what} is replaced`, async () => {
    writeFileSync(join(folder, 'lock'), text)
    const taken = await takeDataFolder(folder)
    taken.release()
  })
}

test('a lock of a process that was killed is replaced before the system has taken all of it apart', async () => {
  const program = `
    for (let i = 0; i < 40; i++) globalThis[i] = Buffer.alloc(1e7, 1)
    process.stdout.write('ready')
    setInterval(() => {}, 1e3)`
  for (let i = 0; i < 5; i++) {
    const child = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
    const pid = child.pid ?? assert.fail()
    await once(child.stdout, 'data')
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid, started: startOf(pid) }))
    await assert.rejects(takeDataFolder(folder), (error) => hasCode(error, 'KERNEL_DATA_FOLDER_IN_USE'))
    child.kill('SIGKILL')
    // Its files are closed before its memory is given back.
    await once(child.stdout, 'close')
    const taken = await takeDataFolder(folder)
    taken.release()
  }
})

test('of many processes that find a stale lock at once exactly one gets the folder', async () => {
  writeFileSync(join(folder, 'lock'), '{"pid":4194304,"started":"1"}')
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => takeInProcess(folder)))
  assert.deepEqual(outcomes.sort(), ['refused', 'refused', 'refused', 'refused', 'taken'])
})

test('error: a folder that cannot be made is KERNEL_DATA_FOLDER_UNUSABLE', async () => {
  writeFileSync(join(folder, 'file'), '')
  const refused = (error: unknown): boolean => hasCode(error, 'KERNEL_DATA_FOLDER_UNUSABLE')
  await assert.rejects(takeDataFolder(join(folder, 'file', 'data')), refused)
})

/** Takes the folder in a process of its own and holds it until everyone has tried. */
async function takeInProcess(path: string): Promise<string> {
  const module = new URL('./data-folder.ts', import.meta.url).href
  const script = `const { takeDataFolder } = await import(${JSON.stringify(module)})
    const outcome = await takeDataFolder(${JSON.stringify(path)}).then(() => 'taken', (error) => 'refused')
    process.stdout.write(outcome)
    if (outcome === 'taken') setTimeout(() => process.exit(), 1500)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said = await child.stdout.toArray()
  return Buffer.concat(said).toString().trim()
}
