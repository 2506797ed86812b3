import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { NodeContext } from '../context.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { App } from '../slice.ts'
import { READY_MS_MAX } from './http-limits.ts'
import { within } from './within.ts'

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** `/metrics` for Prometheus; labels are route patterns, methods and statuses, never anything of a person. */
export function measureRequests(app: App, context: Pick<NodeContext, 'database' | 'ledger'>): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const durations = new Histogram({
    name: 'symbolon_http_request_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  })
  gauge(
    registers,
    { name: 'symbolon_database_statements', help: 'Statements sent since the start' },
    () => context.database.statements,
  )
  measureLedger(registers, context.ledger)
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    done()
  })
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

function measureLedger(registers: Registry[], ledger: Ledger): void {
  const measures: [name: string, help: string, value: () => number | Promise<number>][] = [
    ['block', 'Newest committed block', () => ledger.head().number],
    ['transactions', 'Transactions that the ledger holds', () => ledger.use().transactions],
    ['transactions_max', 'Transactions beyond which only urgent ones are taken', () => ledger.use().transactions_max],
    ['waiting_calls', 'Effects accepted that stand in no block yet', () => within(READY_MS_MAX, ledger.countWaiting)],
  ]
  for (const [name, help, value] of measures) gauge(registers, { name: `symbolon_ledger_${name}`, help }, value)
}

/** Other figures are told while one of them cannot be had. */
function gauge(
  registers: Registry[],
  named: { name: string; help: string },
  value: () => number | Promise<number>,
): void {
  new Gauge({
    ...named,
    registers,
    async collect() {
      try {
        this.set(await value())
      } catch {
        this.set(Number.NaN)
      }
    },
  })
}
