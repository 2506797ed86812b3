import type { App, NodeContext } from '../../kernel/index.ts'
import { linkRoutes } from './link-routes.ts'
import type { ResolverPorts } from './ports.ts'
import { resolverRoutes } from './resolver-routes.ts'

/** Adds to the routes of a slice: where Digital Links lead, and /v1/links, where that is recorded. */
export async function addResolver(
  app: App,
  { context, mayWriteLinks, findOwnPage }: ResolverPorts & { readonly context: NodeContext },
): Promise<void> {
  linkRoutes(app, { context, mayWriteLinks })
  await app.register(async (scope) => resolverRoutes(scope as App, { context, findOwnPage }))
}
