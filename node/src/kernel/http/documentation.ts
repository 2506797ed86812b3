import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { createJsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import type { App } from '../slice.ts'
import { describeRoute, type RouteSchema } from './route-description.ts'

type Description = ReturnType<typeof jsonSchemaTransformObject>

const transform = createJsonSchemaTransform({})
/** Starts collecting routes for the description; before any route is added. */
export async function collectDocumentation(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Symbolon',
        version: '1',
        description:
          'Healthcare records as tokens with sealed payloads. Errors are RFC 9457 problems in English or Greek.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: {
        securitySchemes: { session: { type: 'http', scheme: 'bearer', description: 'From POST /v1/sessions' } },
      },
      security: [{ session: [] }],
    },
    transform: (document) => {
      const { schema, url } = transform(document)
      if (document.schema?.hide || !document.schema) return { schema: { ...schema, hide: true }, url }
      return { schema: describeRoute(schema as RouteSchema, document.route), url }
    },
    transformObject: (document) => withoutUnused(jsonSchemaTransformObject(document)),
  })
}

/** Serves the description at `/openapi.json` and a page to read and try it at `/docs`, all from this node. */
export async function serveDocumentation(app: App): Promise<void> {
  let text: string | undefined
  app.get('/openapi.json', { schema: { hide: true }, config: { etag: true } }, async (_request, reply) => {
    text ??= JSON.stringify(app.swagger())
    return reply.type('application/json; charset=utf-8').send(text)
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { docExpansion: 'list', deepLinking: true },
    theme: { title: 'Symbolon API' },
  })
}

/** The generator writes every named schema once as it comes in and once as it goes out; only what is referred to stays. */
function withoutUnused(description: Description): Description {
  const text = JSON.stringify(description)
  const components = 'components' in description ? description.components : undefined
  const schemas = Object.entries(components?.schemas ?? {}).filter(([name]) =>
    text.includes(`"#/components/schemas/${name}"`),
  )
  return { ...description, components: { ...components, schemas: Object.fromEntries(schemas) } } as Description
}
