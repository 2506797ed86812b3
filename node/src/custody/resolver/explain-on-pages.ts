import { wantsPage } from '@symbolon/protocol/custody'
import { SymbolonError } from '@symbolon/protocol/kernel'
import type { App } from '../../kernel/index.ts'
import { pagePlaceOf } from './page-language.ts'
import { pagePolicy } from './page-style.ts'
import { problemPage } from './resolver-pages.ts'

/** Whoever scanned a code with a phone reads what went wrong on a page; programs get the problem. */
export function explainOnPages(app: App): void {
  const sendProblem = app.errorHandler
  app.setErrorHandler((thrown, request, reply) => {
    const isTold = thrown instanceof SymbolonError && thrown.row.status < 500
    if (!isTold || !wantsPage(request.headers.accept)) return sendProblem(thrown, request, reply)
    const place = pagePlaceOf(request.url, request.headers['accept-language'])
    const { allowed, seconds } = thrown.facts
    if (Array.isArray(allowed)) reply.header('allow', allowed.join(', '))
    if (typeof seconds === 'number') reply.header('retry-after', seconds)
    return reply
      .code(thrown.row.status)
      .type('text/html; charset=utf-8')
      .header('content-language', place.language)
      .header('content-security-policy', pagePolicy)
      .header('cache-control', 'no-store')
      .header('vary', 'Accept, Accept-Language')
      .send(problemPage(thrown, place))
  })
}
