import { strict as assert } from 'node:assert'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { ledgerPlan } from '../../contracts.ts'
import { readConfig } from '../config/config.ts'
import type { NodeContext } from '../context.ts'
import type { Database } from '../database/database.ts'
import { give, grantOf, readGrants, seenSlice } from '../ledger/test-consents.ts'
import { createSpaceCheck } from './disk-space.ts'
import { openGround } from './ground.ts'

/** An empty cluster takes 45 MB of it, so that about 20 MB are left. */
const disk = '68m'

interface SmallDisk {
  readonly path: string
  /** Takes all but so many bytes. */
  fill(left: number): void
  free(): void
}

/** Undefined where nothing may be mounted. */
function mountSmallDisk(): SmallDisk | undefined {
  const path = mkdtempSync(join(tmpdir(), 'symbolon-disk-'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${disk}`, 'tmpfs', path]).status !== 0) return undefined
  const ballast: string[] = []
  return {
    path,
    fill(left) {
      const { bavail, bsize } = statfsSync(path)
      const file = join(path, `ballast-${ballast.length}`)
      ballast.push(file)
      writeFileSync(file, Buffer.alloc(Math.max(0, bavail * bsize - left)))
    },
    free() {
      for (const file of ballast.splice(0)) rmSync(file, { force: true })
    },
  }
}

function unmount({ path }: SmallDisk): void {
  spawnSync('umount', ['-l', path])
  rmdirSync(path)
}

const small = mountSmallDisk()
const skip = small === undefined && 'NOT TESTED HERE: mounting a tmpfs needs root'

test('error: a full disk is KERNEL_DISK_FULL, revocations still pass, nothing is lost, and space heals it', {
  skip,
  timeout: 60_000,
}, async () => {
  if (small === undefined) return
  const data = join(small.path, 'data')
  const ground = await openGround(readConfig({ env: { SYMBOLON_LOG: 'silent' }, args: ['--data', data] }), ledgerPlan)
  try {
    await fillAndFree(ground.context, { small, data, start: () => ground.start([seenSlice]) })
  } finally {
    small.free()
    await ground.stop()
    unmount(small)
  }
})

interface Place {
  readonly small: SmallDisk
  readonly data: string
  start(): Promise<void>
}

async function fillAndFree({ database, ledger }: NodeContext, { small, data, start }: Place): Promise<void> {
  const enqueue = async (n: number, urgent = false): Promise<void> => {
    await database.transaction((queries) => ledger.enqueue(queries, give(n), { commandId: `${n}`, urgent }))
    await ledger.settled(`${n}`)
  }
  await start()
  await enqueue(1)
  small.fill(3_000_000)
  await assert.rejects(enqueue(2), (error) => hasCode(error, 'KERNEL_DISK_FULL'))
  assert.throws(createSpaceCheck(data), (error) => hasCode(error, 'KERNEL_DISK_FULL'))
  await enqueue(3, true)
  assert.deepEqual(await readGrants(database), [grantOf(1), grantOf(3)])
  small.fill(0)
  await writeUntilFull(database)
  small.free()
  await untilHealed(() => enqueue(4))
  assert.deepEqual(await readGrants(database), [grantOf(1), grantOf(3), grantOf(4)])
}

/** Writes until the database itself says that its disk is full. */
async function writeUntilFull(database: Database): Promise<void> {
  const write = async (): Promise<void> => {
    await database.query({ name: 'filler_table', text: 'create table filler (t text storage external)' })
    const text = "insert into filler select repeat('x', 7000) from generate_series(1, 1000)"
    for (let i = 0; i < 100; i++) await database.query({ name: 'filler', text })
  }
  await assert.rejects(
    write,
    (error) => hasCode(error, 'KERNEL_DISK_FULL') || hasCode(error, 'KERNEL_DATABASE_UNREACHABLE'),
  )
}

async function untilHealed(work: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === 100) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}
