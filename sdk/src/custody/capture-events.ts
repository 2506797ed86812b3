import { checkEvents, readEpcisJson } from '@symbolon/protocol/custody'
import { type JsonObject, SymbolonError, utf8 } from '@symbolon/protocol/kernel'
import { askSigned, sendSigned } from '../identity/index.ts'
import { type Client, newKey, type Problem, sdkErrors } from '../kernel/index.ts'

/** What is to be captured. */
export interface CaptureRequest {
  /** An EPCISDocument or an EPCISQueryDocument of EPCIS 2.0, up to 16 MiB and 20,000 events; a text is sent as it is. */
  readonly document: JsonObject | string
  /** `rollback`, unless said otherwise: all or nothing. `proceed`: each event by itself. */
  readonly behaviour?: 'rollback' | 'proceed'
}

/** What became of a capture, as EPCIS 2.0 §12.6 has it. */
export interface CaptureJob {
  readonly captureID: string
  readonly createdAt: string
  readonly finishedAt: string
  readonly running: boolean
  readonly success: boolean
  readonly captureErrorBehaviour: 'rollback' | 'proceed'
  /** Of events that were left out, each with its code and JSON pointer. */
  readonly errors: readonly Problem[]
}

/**
 * The events of the document are stored, and their entries stand in the log. An event that is there already stays as it
 * is, so a capture whose answer was lost is simply made again.
 * @returns what became of it; `success` is false where events were left out, which only `proceed` does
 * @throws CUSTODY_DOCUMENT_INVALID, CUSTODY_CONTEXT_INVALID, CUSTODY_EVENT_INVALID, CUSTODY_LIMIT_EXCEEDED,
 * CUSTODY_CAPTURE_TOO_LARGE, CUSTODY_EVENT_ID_TAKEN
 * @source EPCIS 2.0 §12.6
 * @example const { success, errors } = await captureEvents(maker, { document })
 */
export async function captureEvents(
  client: Client,
  { document, behaviour = 'rollback' }: CaptureRequest,
): Promise<CaptureJob> {
  const response = await sendSigned(client, {
    method: 'POST',
    path: '/epcis/capture',
    bytes: utf8(textOf(document)),
    headers: { 'content-type': 'application/ld+json', 'gs1-capture-error-behaviour': behaviour },
    // What makes a repeat harmless is the hash of each event; the key says that one may be sent.
    idempotencyKey: newKey(client, 'capture'),
  })
  const [, capture] = /\/epcis\/capture\/(cap_[0-9a-z]{26})$/.exec(response.headers.get('location') ?? '') ?? []
  if (capture === undefined) throw sdkErrors.SDK_ANSWER_INVALID({ url: client.url, status: response.status })
  return await getCapture(client, { capture })
}

/** What a capture would take in. */
export interface SimulatedCapture {
  /** Events that keep every rule; one that is told twice counts once. */
  readonly events: number
  readonly refused: readonly SymbolonError[]
}

/**
 * What `captureEvents` would take in and refuse; nothing is sent. What the node knows already is not looked at.
 * @throws as `captureEvents` for faults of the document itself
 */
export function simulateCaptureEvents({ document }: CaptureRequest): SimulatedCapture {
  const checked = new Set(checkEvents(readEpcisJson(textOf(document))))
  const refused = [...checked].filter((one): one is SymbolonError => one instanceof SymbolonError)
  return { events: checked.size - refused.length, refused }
}

function textOf(document: JsonObject | string): string {
  return typeof document === 'string' ? document : JSON.stringify(document)
}

/** What became of a capture. @throws CUSTODY_CAPTURE_UNKNOWN */
export async function getCapture(client: Client, { capture }: { readonly capture: string }): Promise<CaptureJob> {
  return await askSigned(client, { method: 'GET', path: `/epcis/capture/${encodeURIComponent(capture)}` })
}
