import type { FastifyRequest } from 'fastify'
import type { NodeContext } from '../context.ts'
import { type ErrorPresenter, useErrorPresenter } from '../http/error-presenter.ts'
import { failureOf } from '../http/failure.ts'
import { countEach } from '../http/rate-limit.ts'
import type { App } from '../slice.ts'
import { answerBody, faultAnswer } from './answer-body.ts'
import { RpcFault, rpcFaultOf } from './rpc-fault.ts'
import { RPC_ANSWER_MS_MAX, RPC_BODY_BYTES_MAX, RPC_WAITING_MAX } from './rpc-limits.ts'
import { methodOf } from './rpc-methods.ts'
import type { Asking } from './rpc-reading.ts'
import type { RpcRequest } from './rpc-request.ts'
import { createTurns } from './turns.ts'

const rpcPresenter: ErrorPresenter = {
  mediaType: 'application/json; charset=utf-8',
  present: (failure, { request_id }) => faultAnswer(rpcFaultOf(failure, request_id), null),
}

/** `/rpc`: the ledger, to be read by any Ethereum library. Whoever reaches the node may read what stands on it. */
export async function openRpcDoor(app: App, { ledger }: Pick<NodeContext, 'ledger'>): Promise<void> {
  const inTurn = createTurns({ waiting_max: RPC_WAITING_MAX, answer_ms_max: RPC_ANSWER_MS_MAX })
  const spend = createBudget(app)
  const answerTo = (request: FastifyRequest, asking: Asking) => async (asked: RpcRequest) => {
    try {
      const method = methodOf(asked.method)
      await spend(request, method.isDear)
      return await inTurn(() => method.answer(asking, asked.params))
    } catch (thrown) {
      if (thrown instanceof RpcFault) throw thrown
      throw rpcFaultOf(failureOf(thrown, request), request.id)
    }
  }
  const options = { schema: { hide: true }, bodyLimit: RPC_BODY_BYTES_MAX, config: { idempotency: 'exempt' } } as const
  await app.register(
    async (scope) => {
      useErrorPresenter(scope as App, rpcPresenter)
      scope.post('/', { ...options, prefixTrailingSlash: 'no-slash' }, async (request, reply) => {
        const asking = { ledger, head: ledger.head().number }
        const text = await answerBody(request.body, answerTo(request, asking))
        reply.header('cache-control', 'no-store')
        if (text === undefined) return reply.code(204).send()
        return reply.type(rpcPresenter.mediaType).send(text)
      })
    },
    { prefix: '/rpc' },
  )
}

/** Each request of a batch counts, and what is dear counts against a ceiling of its own too. */
function createBudget(app: App): (request: FastifyRequest, isDear: boolean) => Promise<void> {
  const all = countEach(app, app.requestCeilings.ledger_read)
  const dear = countEach(app, app.requestCeilings.ledger_search)
  return async (request, isDear) => {
    const seconds = (await all(request)) ?? (isDear ? await dear(request) : undefined)
    if (seconds !== undefined) throw new RpcFault('limit', 'Too many requests', { seconds })
  }
}
