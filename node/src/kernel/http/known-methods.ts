import type { App } from '../slice.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Methods that some route takes at this path, sorted. */
    methodsAt(path: string): readonly string[]
  }
}

/** Remembers every route that is added from now on, so that a known path with another method is a 405 with `Allow`. */
export function rememberMethods(app: App): void {
  const routes: { pattern: RegExp; methods: readonly string[] }[] = []
  app.addHook('onRoute', ({ url, method }) => {
    if (url.includes('*')) return
    const steps = url.split('/').map((step) => (step.startsWith(':') ? '[^/]+' : step.replace(/[^\w-]/g, '\\$&')))
    routes.push({ pattern: new RegExp(`^${steps.join('/')}$`), methods: [method].flat() })
  })
  app.decorate('methodsAt', (path: string) => {
    const methods = routes.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods)
    return [...new Set(methods)].sort()
  })
}
