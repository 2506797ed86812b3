import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { NodeContext } from '../context.ts'
import type { App } from '../slice.ts'

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
  gauge(
    registers,
    { name: 'symbolon_ledger_block', help: 'Newest committed block' },
    () => context.ledger.head().number,
  )
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
    done()
  })
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

function gauge(registers: Registry[], named: { name: string; help: string }, value: () => number): void {
  new Gauge({
    ...named,
    registers,
    collect() {
      this.set(value())
    },
  })
}
