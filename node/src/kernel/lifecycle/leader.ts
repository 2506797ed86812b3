import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { BreakableClient } from '../database/open-pool.ts'
import { type DatabaseAddress, poolOptions } from '../database/pg-database.ts'
import { mapPgFault } from '../database/pg-faults.ts'

/** Roles of which each database has one holder at a time; the numbers are those of PostgreSQL's advisory locks. */
export const leaderRoles = { ledger: '7010700002', jobs: '7010700003', log: '7010700004' } as const
export type LeaderRole = keyof typeof leaderRoles

/** The connections of a killed node end within this time. */
const waiting_ms_max = 3_000

/** A candidate for a role; the role is lost with the connection that holds it and can be taken again. */
export interface Leader {
  isHeld(): boolean
  /** Takes the role unless somebody else has it; true when it is held. @throws KERNEL_DATABASE_UNREACHABLE */
  take(): Promise<boolean>
  /** Like `take`, but gives a killed predecessor the time to disappear. */
  waitFor(): Promise<boolean>
  release(): Promise<void>
}

export function createLeader(address: DatabaseAddress, role: LeaderRole): Leader {
  let holder: pg.Client | undefined
  const take = async (): Promise<boolean> => {
    if (holder !== undefined) return true
    const client = await connect(address)
    const forget = (): void => {
      if (holder === client) holder = undefined
    }
    client.on('error', forget).on('end', forget)
    if (await lock(client, role)) holder = client
    else await client.end()
    return holder !== undefined
  }
  return {
    isHeld: () => holder !== undefined,
    take,
    async waitFor() {
      const until = performance.now() + waiting_ms_max
      while (!(await take())) {
        if (performance.now() > until) return false
        await wait(50)
      }
      return true
    },
    async release() {
      const client = holder
      holder = undefined
      await client?.end()
    },
  }
}

async function connect(address: DatabaseAddress): Promise<pg.Client> {
  const { max: _, ...options } = poolOptions(address, 1)
  const client = new BreakableClient({ ...options, keepAlive: true })
  try {
    await client.connect()
    return client
  } catch (fault) {
    throw mapPgFault(fault)
  }
}

async function lock(client: pg.Client, role: LeaderRole): Promise<boolean> {
  try {
    const { rows } = await client.query('select pg_try_advisory_lock($1::bigint) as taken', [leaderRoles[role]])
    return rows[0].taken
  } catch (fault) {
    throw mapPgFault(fault)
  }
}
