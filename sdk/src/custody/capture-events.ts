import { checkEvents, readEpcisJson } from '@symbolon/protocol/custody'
import { type Id, SymbolonError, utf8 } from '@symbolon/protocol/kernel'
import { askSigned, sendSigned } from '../identity/index.ts'
import { type Client, newKey, sdkErrors } from '../kernel/index.ts'

/** A document of events to be told. */
export interface EventsCapturing {
  /** Text of an EPCISDocument or EPCISQueryDocument in JSON or JSON-LD, at most 20,000 events and 16 MiB. */
  readonly document: string
  /** `proceed`: a faulty event keeps out none of the others. Unless given, it keeps out all of them. */
  readonly errors?: 'rollback' | 'proceed'
}

/** An event that was left out, or is known already in another form, as the node says it. */
export interface CaptureFault {
  /** `epcisException:…` */
  readonly type: string
  readonly title: string
  readonly code: string
  readonly detail?: string
  /** JSON pointer into the document. */
  readonly pointer?: string
}

/** What became of a capture. */
export interface Capture {
  readonly captureID: Id<'capture'>
  /** ISO instants. */
  readonly createdAt: string
  readonly finishedAt: string
  readonly running: boolean
  readonly success: boolean
  readonly captureErrorBehaviour: 'rollback' | 'proceed'
  readonly errors: readonly CaptureFault[]
}

/** What a capture would take in. */
export interface SimulatedCapture {
  /** Events that keep every rule; one that is told twice counts once. */
  readonly events: number
  readonly refused: readonly SymbolonError[]
}

const captures = /\/epcis\/capture\/(cap_[0-9a-z]+)$/

/**
 * The events are kept, committed to in the log and shown to those whom they name. Each is known by its hash, so what is
 * captured again is the same event and may be repeated at any time.
 * @throws CUSTODY_DOCUMENT_INVALID, CUSTODY_CONTEXT_INVALID, CUSTODY_EVENT_INVALID with the JSON pointer of the place,
 * CUSTODY_CAPTURE_TOO_LARGE, CUSTODY_EVENT_ID_TAKEN
 * @source EPCIS 2.0 §12.6
 * @example const { captureID } = await captureEvents(wholesaler, { document: await readFile('events.json', 'utf8') })
 */
export async function captureEvents(client: Client, { document, errors }: EventsCapturing): Promise<Capture> {
  const response = await sendSigned(client, {
    method: 'POST',
    path: '/epcis/capture',
    bytes: utf8(document),
    headers: { 'content-type': 'application/ld+json', 'gs1-capture-error-behaviour': errors ?? 'rollback' },
    idempotencyKey: newKey(client, 'capture'),
  })
  const capture = captures.exec(response.headers.get('location') ?? '')?.[1]
  if (capture === undefined) throw sdkErrors.SDK_ANSWER_INVALID({ url: client.url, status: response.status })
  return await getCapture(client, { capture })
}

/**
 * What `captureEvents` would take in and refuse; nothing is sent. What the node knows already is not looked at.
 * @throws as `captureEvents` for faults of the document itself
 */
export function simulateCaptureEvents({ document }: EventsCapturing): SimulatedCapture {
  const checked = new Set(checkEvents(readEpcisJson(document)))
  const refused = [...checked].filter((one): one is SymbolonError => one instanceof SymbolonError)
  return { events: checked.size - refused.length, refused }
}

/** What became of a capture of one’s own, for 30 days. @throws CUSTODY_CAPTURE_UNKNOWN */
export async function getCapture(client: Client, { capture }: { readonly capture: string }): Promise<Capture> {
  return await askSigned<Capture>(client, { method: 'GET', path: `/epcis/capture/${encodeURIComponent(capture)}` })
}
