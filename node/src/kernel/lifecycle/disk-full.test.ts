import { strict as assert } from 'node:assert'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { hasCode } from '@symbolon/protocol/kernel'
import { ledgerPlan } from '../../contracts.ts'
import { readConfig } from '../config/config.ts'
import type { Database } from '../database/database.ts'
import { give, grantOf, readGrants, seenSlice } from '../ledger/test-consents.ts'
import { createSpaceCheck } from './disk-space.ts'
import { type Ground, openGround } from './ground.ts'

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

test('error: a full disk is KERNEL_DISK_FULL, a node starts and revocations pass all the same, nothing is lost, and space heals it', {
  skip,
  timeout: 60_000,
}, async () => {
  if (small === undefined) return
  const data = join(small.path, 'data')
  let ground: Ground | undefined
  const open = async (): Promise<Ground> => {
    await ground?.stop()
    ground = undefined
    ground = await openGround(readConfig({ env: { SYMBOLON_LOG: 'silent' }, args: ['--data', data] }), ledgerPlan)
    await ground.start([seenSlice])
    return ground
  }
  try {
    await fillAndFree({ small, data, open })
  } finally {
    small.free()
    await ground?.stop()
    unmount(small)
  }
})

interface Place {
  readonly small: SmallDisk
  readonly data: string
  /** Starts a node, and ends the one before. */
  open(): Promise<Ground>
}

async function fillAndFree({ small, data, open }: Place): Promise<void> {
  let { context } = await open()
  const enqueue = async (n: number, urgent = false): Promise<void> => {
    const { database, ledger } = context
    await database.transaction((queries) => ledger.enqueue(queries, give(n), { commandId: `${n}`, urgent }))
    await ledger.settled(`${n}`)
  }
  await enqueue(1)
  // Below the reserve, and room for one of the 4 MiB segments of its log that PostgreSQL starts with.
  small.fill(6_000_000)
  await assert.rejects(enqueue(2), (error) => hasCode(error, 'KERNEL_DISK_FULL'))
  assert.throws(createSpaceCheck(data), (error) => hasCode(error, 'KERNEL_DISK_FULL'))
  await enqueue(3, true)
  context = (await open()).context
  await assert.rejects(enqueue(2), (error) => hasCode(error, 'KERNEL_DISK_FULL'))
  await enqueue(5, true)
  assert.deepEqual(await readGrants(context.database), [grantOf(1), grantOf(3), grantOf(5)].sort())
  small.fill(0)
  await writeUntilFull(context.database)
  small.free()
  await untilHealed(() => enqueue(4))
  assert.deepEqual(await readGrants(context.database), [1, 3, 4, 5].map(grantOf).sort())
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
