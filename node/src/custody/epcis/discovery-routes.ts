import { z } from 'zod'
import { requireParty } from '../../identity/index.ts'
import type { App } from '../../kernel/index.ts'
import { captureHeaders, tell, versionHeaders } from './epcis-headers.ts'
import { resourcePaths } from './resource-routes.ts'

/** OPTIONS of every address: what this door speaks, and how much it takes. @source EPCIS 2.0 §12.5 */
const discovered = [
  '',
  '/capture',
  '/capture/:capture',
  '/events',
  '/events/:eventID',
  '/queries',
  '/queries/:name',
  '/queries/:name/events',
  '/queries/:name/subscriptions',
  '/queries/:name/subscriptions/:subscription',
  ...resourcePaths.flatMap((path) => [`/${path}`, `/${path}/:value`, `/${path}/:value/events`]),
]

export function discoveryRoutes(app: App): void {
  for (const path of discovered) {
    app.options(path, { schema: { hide: true } }, (request, reply) => {
      const allowed = ['OPTIONS', ...app.methodsAt(request.url.split('?', 1)[0] ?? '')]
      const headers = {
        ...captureHeaders,
        'gs1-capture-error-behaviour': 'rollback',
        'gs1-epc-format': 'No_Preference',
        allow: [...new Set(allowed)].join(', '),
      }
      return tell(reply, headers).code(204).send()
    })
  }
  const response = { 200: z.array(z.string()) }
  const schema = { tags: ['epcis'], summary: 'List the resources of EPCIS', response }
  app.get('', { schema }, async (request) => {
    requireParty(request)
    return ['events', ...resourcePaths, 'capture', 'queries']
  })
}

/** Headers that go with every answer. */
export function tellVersions(app: App): void {
  app.addHook('onRequest', (_request, reply, done) => {
    tell(reply, versionHeaders)
    done()
  })
}
