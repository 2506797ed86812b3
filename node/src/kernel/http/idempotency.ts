import { createHash } from 'node:crypto'
import { kernelErrors } from '@symbolon/protocol/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../slice.ts'
import type { IdempotencyStore, KeyedRequest } from './idempotency-store.ts'

/**
 * A POST carries an Idempotency-Key, which stands for one request of one account for 24 hours. Its successful answer is
 * given again to the same request, or made again by a handler that knows repeats; whatever failed did nothing, so its key
 * is free again.
 */
export function answerRepeats(app: App, store: IdempotencyStore): void {
  const running = new WeakMap<FastifyRequest, KeyedRequest>()
  app.decorateRequest('idempotencyKey', undefined)
  app.addHook('onRequest', (request, _reply, done) => {
    if (modeOf(request) === 'exempt') return done()
    const key = request.headers['idempotency-key']
    if (typeof key !== 'string' || !/^[\w-]{8,128}$/.test(key)) {
      return done(kernelErrors.KERNEL_IDEMPOTENCY_KEY_MISSING())
    }
    request.idempotencyKey = key
    done()
  })
  const begin = async (request: FastifyRequest, reply: FastifyReply) => {
    const keyed = keyedRequest(request)
    const answer = await store.begin(keyed)
    if (answer === undefined) return void running.set(request, keyed)
    if (modeOf(request) === 'stored') return replay(reply, answer)
  }
  const settle = async (keyed: KeyedRequest, reply: FastifyReply, body: unknown) => {
    running.delete(reply.request)
    const isAnswer = reply.statusCode >= 200 && reply.statusCode < 300
    if (!isAnswer) return store.release(keyed)
    const kept = modeOf(reply.request) === 'stored' ? String(body ?? '') : ''
    await store.finish(keyed, { status: reply.statusCode, media_type: mediaTypeOf(reply), body: kept })
  }
  // What stands under no key, which is most, waits for no promise.
  app.addHook('preHandler', (request, reply, done) => {
    if (request.idempotencyKey === undefined || !request.principal) return done()
    return begin(request, reply)
  })
  app.addHook('onSend', (request, reply, payload, done) => {
    const keyed = running.get(request)
    if (keyed === undefined) return done(null, payload)
    return settle(keyed, reply, payload)
  })
}

function modeOf(request: FastifyRequest) {
  if (request.is404) return 'exempt'
  return request.routeOptions.config.idempotency ?? (request.method === 'POST' ? 'stored' : 'exempt')
}

function replay(reply: FastifyReply, answer: { status: number; media_type: string; body: string }): FastifyReply {
  return reply
    .code(answer.status)
    .header('content-type', answer.media_type)
    .header('idempotency-replayed', 'true')
    .serializer((body: string) => body)
    .send(answer.body)
}

function keyedRequest(request: FastifyRequest): KeyedRequest {
  const caller = `${request.principal?.address}\n${request.idempotencyKey}`
  const head = `${request.method}\n${request.url}\n`
  const body = request.bodyBytes ?? Buffer.alloc(0)
  return {
    key: createHash('sha256').update(caller).digest(),
    request: createHash('sha256').update(head).update(body).digest(),
  }
}

function mediaTypeOf(reply: FastifyReply): string {
  return String(reply.getHeader('content-type') ?? 'application/json; charset=utf-8')
}
