import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { loggerOptions } from '../lifecycle/logger.ts'
import { RequestLogger } from './request-logger.ts'

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const

function loggerAt(level: string) {
  const lines: Record<string, unknown>[] = []
  const log = pino(loggerOptions(level), { write: (line: string) => void lines.push(JSON.parse(line)) })
  return { logger: new RequestLogger(log, { request_id: 'req_1' }), lines }
}

test('every line of a request carries its id, and lines below the level are not written', () => {
  for (const [at, level] of levels.entries()) {
    const { logger, lines } = loggerAt(level)
    for (const of of levels) logger[of]({ of }, 'a line')
    const written = lines.map(({ request_id, of, msg }) => [request_id, of, msg])
    assert.deepEqual(
      written,
      levels.slice(at).map((of) => ['req_1', of, 'a line']),
    )
    assert.equal(logger.level, level)
  }
})

test('what is logged beside a request carries its id too, and hides what no line may hold', () => {
  const { logger, lines } = loggerAt('info')
  logger.child({ job: 'anchor' }).info({ token: 'secret' }, 'a line')
  const [{ request_id, job, token } = {}] = lines
  assert.deepEqual([request_id, job, token], ['req_1', 'anchor', '[redacted]'])
})
