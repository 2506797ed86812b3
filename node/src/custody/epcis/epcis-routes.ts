import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import { requireParty } from '../../identity/index.ts'
import { type App, useErrorPresenter } from '../../kernel/index.ts'
import type { CustodyDoor } from '../door.ts'
import { captureRoutes } from './capture-routes.ts'
import { discoveryRoutes, tellVersions } from './discovery-routes.ts'
import { epcisTypes, readEpcisBody, requireSize } from './epcis-body.ts'
import { requireJson, requireVersion } from './epcis-headers.ts'
import { epcisPresenter } from './epcis-problem.ts'
import { eventRoutes } from './event-routes.ts'
import { queryRoutes } from './query-routes.ts'
import { resourceRoutes } from './resource-routes.ts'
import { subscriptionRoutes } from './subscription-routes.ts'

/** /epcis: EPCIS 2.0 with CBV 2.0 over REST, as JSON. @source EPCIS 2.0 §12 */
export async function epcisRoutes(app: App, door: CustodyDoor): Promise<void> {
  await app.register(async (scope) => addRoutes(scope as App, door), { prefix: '/epcis' })
}

function addRoutes(app: App, door: CustodyDoor): void {
  useErrorPresenter(app, epcisPresenter)
  tellVersions(app)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(epcisTypes, (request: FastifyRequest, payload: IncomingMessage) =>
    readEpcisBody(request, payload),
  )
  // Nobody's body is read but a party's, and none that says that it is too large.
  app.addHook('preParsing', async (request, reply, payload) => {
    if (request.method === 'OPTIONS') return payload
    requireParty(request)
    requireVersion(request)
    requireJson(request)
    if (request.method === 'POST') reply.header('connection', 'close')
    requireSize(request.headers['content-length'])
    return payload
  })
  discoveryRoutes(app)
  captureRoutes(app, door)
  eventRoutes(app, door)
  resourceRoutes(app, door)
  queryRoutes(app, door)
  subscriptionRoutes(app, door)
}
