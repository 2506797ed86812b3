import type { App } from '../slice.ts'

/**
 * One line a request: the route's pattern, never its address, its query or who sent it. Successful reads are logged at
 * debug, all else at info.
 */
export function logRequests(app: App): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { config, url: route = 'none' } = request.routeOptions
    const reads = request.method === 'GET' || request.method === 'HEAD' || config?.reads === true
    const quiet = reply.statusCode < 400 && reads
    const level = quiet ? 'debug' : 'info'
    const ms = Math.round(reply.elapsedTime * 10) / 10
    request.log[level]({ method: request.method, route, status: reply.statusCode, ms }, 'request')
    done()
  })
}
