import { EventEmitter, once } from 'node:events'

/** One page of a browser. @source Chrome DevTools Protocol */
export interface DevTools {
  /** Addresses of all that the page asked for, documents included. */
  readonly asked: readonly string[]
  /** What scripts threw and what the browser refused the page. */
  readonly faults: readonly string[]
  visit(address: string): Promise<void>
  /** The value of the expression; a promise is waited for. */
  evaluate(expression: string): Promise<unknown>
  /** As when a person chooses the file. */
  chooseFile(selector: string, path: string): Promise<void>
  close(): void
}

type Call = <Answer>(method: string, params?: object) => Promise<Answer>

/** The only page of the browser at the address, without network. */
export async function openDevTools(at: { address: string; answer_ms_max: number }): Promise<DevTools> {
  const { events, send, close } = await connect(at)
  try {
    const { targetInfos } = await send<{ targetInfos: { type: string; targetId: string }[] }>('Target.getTargets')
    const targetId = targetInfos.find(({ type }) => type === 'page')?.targetId
    const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
    const call: Call = (method, params) => send(method, params, sessionId)
    const { asked, faults } = record(events)
    for (const domain of ['Page', 'DOM', 'Runtime', 'Log', 'Network']) await call(`${domain}.enable`)
    const none = { latency: 0, downloadThroughput: 0, uploadThroughput: 0 }
    await call('Network.emulateNetworkConditions', { offline: true, ...none })
    const loaded = () => once(events, 'Page.loadEventFired', { signal: AbortSignal.timeout(at.answer_ms_max) })
    return { asked, faults, close, ...actionsOf(call, loaded) }
  } catch (error) {
    close()
    throw error
  }
}

function actionsOf(call: Call, loaded: () => Promise<unknown>): Pick<DevTools, 'visit' | 'evaluate' | 'chooseFile'> {
  return {
    async visit(url) {
      const [{ errorText }] = await Promise.all([call<{ errorText?: string }>('Page.navigate', { url }), loaded()])
      if (errorText !== undefined) throw new Error(errorText)
    },
    async evaluate(expression) {
      const { result, exceptionDetails: thrown } = await call<{
        result: { value?: unknown }
        exceptionDetails?: { exception?: { description?: string } }
      }>('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
      if (thrown !== undefined) throw new Error(thrown.exception?.description ?? 'the expression threw')
      return result.value
    },
    async chooseFile(selector, path) {
      const { root } = await call<{ root: { nodeId: number } }>('DOM.getDocument')
      const { nodeId } = await call<{ nodeId: number }>('DOM.querySelector', { nodeId: root.nodeId, selector })
      await call('DOM.setFileInputFiles', { nodeId, files: [path] })
    },
  }
}

function record(events: EventEmitter): { asked: string[]; faults: string[] } {
  const [asked, faults]: [string[], string[]] = [[], []]
  events.on('Network.requestWillBeSent', ({ request }: { request: { url: string } }) => asked.push(request.url))
  for (const name of ['Network.webSocketCreated', 'Network.webTransportCreated'])
    events.on(name, ({ url }: { url: string }) => asked.push(url))
  events.on('Runtime.exceptionThrown', (thrown: object) => faults.push(JSON.stringify(thrown)))
  events.on('Log.entryAdded', ({ entry }: { entry: { text: string } }) => faults.push(entry.text))
  return { asked, faults }
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: object
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** What the browser tells is an event by its method, an answer one by its number. */
async function connect({ address, answer_ms_max }: { address: string; answer_ms_max: number }) {
  const socket = new WebSocket(address)
  const events = new EventEmitter()
  const gone = new AbortController()
  const signal = () => AbortSignal.any([gone.signal, AbortSignal.timeout(answer_ms_max)])
  socket.addEventListener('message', ({ data }) => {
    const { id, method, params, ...answer } = JSON.parse(String(data)) as Message
    events.emit(method ?? `answer ${id}`, method === undefined ? answer : params)
  })
  socket.addEventListener('close', () => gone.abort(new Error('the browser went away')))
  await once(socket, 'open', { signal: signal() })
  let id = 0
  const send = async <Answer>(method: string, params: object = {}, sessionId?: string): Promise<Answer> => {
    const answered = once(events, `answer ${++id}`, { signal: signal() })
    socket.send(JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) }))
    const [{ result, error }] = (await answered.catch((cause) => {
      throw new Error(`${method} was not answered`, { cause })
    })) as [Message]
    if (error !== undefined) throw new Error(`${method}: ${error.message}`)
    return result as Answer
  }
  return { events, send, close: () => socket.close() }
}
