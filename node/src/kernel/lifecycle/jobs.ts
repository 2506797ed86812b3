import type { DatabaseAddress } from '../database/pg-database.ts'
import type { Job } from '../slice.ts'
import { createLeader, type Leader } from './leader.ts'
import type { Logger } from './logger.ts'

export interface JobRunner {
  /** Resolves when no job runs any more. */
  stop(): Promise<void>
}

interface JobParts {
  readonly jobs: readonly Job[]
  readonly address: DatabaseAddress
  readonly log: Logger
}

/** What an earlier run left undone is not put off for an hour, nor does it slow the start. */
const firstRun_ms = 1_000

/**
 * Runs each job shortly after the start and once per its interval, on the one node of the database that leads; a failed
 * run is tried again next time.
 */
export function startJobs({ jobs, address, log }: JobParts): JobRunner {
  const leader = createLeader(address, 'jobs')
  const running = new Map<Job, Promise<void>>()
  const begin = (job: Job): void => {
    if (running.has(job)) return
    const turn = runOnce(job, leader, log).finally(() => running.delete(job))
    running.set(job, turn)
  }
  const timers = jobs.flatMap((job) => [
    setTimeout(begin, Math.min(firstRun_ms, job.every_ms), job).unref(),
    setInterval(begin, job.every_ms, job).unref(),
  ])
  return {
    async stop() {
      for (const timer of timers) clearTimeout(timer)
      await Promise.all(running.values())
      await leader.release()
    },
  }
}

async function runOnce(job: Job, leader: Leader, log: Logger): Promise<void> {
  try {
    if (await leader.take()) await job.run()
  } catch (fault) {
    log.error({ err: fault, job: job.name }, 'a job failed; it runs again at its next time')
  }
}
