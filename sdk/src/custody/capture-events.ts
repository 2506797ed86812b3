import type { JsonObject } from '@symbolon/protocol/kernel'
import { askSigned, sendSigned } from '../identity/index.ts'
import { type Client, newKey, type Problem, sdkErrors } from '../kernel/index.ts'

/** What is to be captured. */
export interface CaptureRequest {
  /** An EPCISDocument or an EPCISQueryDocument of EPCIS 2.0, up to 16 MiB and 20,000 events. */
  readonly document: JsonObject
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
    body: document,
    headers: { 'gs1-capture-error-behaviour': behaviour },
    // What makes a repeat harmless is the hash of each event; the key says that one may be sent.
    idempotencyKey: newKey(client, 'capture'),
  })
  const [, capture] = /\/epcis\/capture\/(cap_[0-9a-z]{26})$/.exec(response.headers.get('location') ?? '') ?? []
  if (capture === undefined) throw sdkErrors.SDK_ANSWER_INVALID({ url: client.url, status: response.status })
  return await getCapture(client, { capture })
}

/** What became of a capture. @throws CUSTODY_CAPTURE_UNKNOWN */
export async function getCapture(client: Client, { capture }: { readonly capture: string }): Promise<CaptureJob> {
  return await askSigned(client, { method: 'GET', path: `/epcis/capture/${encodeURIComponent(capture)}` })
}
