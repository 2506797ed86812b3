import { isFault, type Job, type NodeContext, type Statement } from '../kernel/index.ts'
import { sweepCapsuleBodies } from './capsules.ts'
import { settleAbandonedGivings } from './give-grants.ts'
import { sendWaitingRevocations } from './revoke-grant.ts'

/** Grants whose period is over have ended, their capsules are gone, and with them all that was derived from them. */
export function expireGrants(now: Date): Statement {
  return {
    name: 'consent_expire_grants',
    text: `with expired as (
        update consent.grant set ended_at = ends_at, ended_as = 'expired'
        where ended_at is null and ends_at <= $1 returning "grant"
      ), staged as (delete from consent.staged_capsule s using expired where s.grant = expired.grant)
      delete from consent.capsule c using expired where c.grant = expired.grant`,
    values: [now],
  }
}

export function consentJobs(context: NodeContext): Job[] {
  const { database, clock } = context
  return [
    {
      name: 'consent-expire',
      every_ms: 15_000,
      run: async () => void (await database.query(expireGrants(new Date(clock.now())))),
    },
    { name: 'consent-send-revocations', every_ms: 2_000, run: () => sendWaitingRevocations(context) },
    { name: 'consent-settle', every_ms: 60_000, run: () => settleAbandonedGivings(context) },
    { name: 'consent-sweep-bodies', every_ms: 60_000, run: () => sweepBodies(context) },
  ]
}

/** A body that gets a new header meanwhile is held by it; the next run looks again. */
async function sweepBodies({ database }: NodeContext): Promise<void> {
  try {
    await database.query(sweepCapsuleBodies)
  } catch (fault) {
    if (!isFault(fault, '23503')) throw fault
  }
}
