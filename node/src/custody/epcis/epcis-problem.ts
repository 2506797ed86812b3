import type { SymbolonError } from '@symbolon/protocol/kernel'
import { type ErrorPresenter, presentProblem, problemMediaType } from '../../kernel/index.ts'

/** @source EPCIS 2.0 §12.4 and its OpenAPI: exceptions by the status that they come with */
const exceptions: Readonly<Record<number, string>> = {
  400: 'ValidationException',
  401: 'SecurityException',
  403: 'SecurityException',
  404: 'NoSuchNameException',
  409: 'ResourceAlreadyExistsException',
  413: 'CaptureLimitExceededException',
  414: 'URITooLongException',
}

/** Those that their status does not tell apart. */
const exceptionsOfCodes: Readonly<Record<string, string>> = {
  CUSTODY_QUERY_INVALID: 'QueryParameterException',
  CUSTODY_PAGE_INVALID: 'QueryParameterException',
  CUSTODY_EPC_INVALID: 'QueryParameterException',
  CUSTODY_QUERY_NAME_INVALID: 'QueryValidationException',
  CUSTODY_QUERY_TOO_LARGE: 'QueryTooLargeException',
  CUSTODY_QUERY_NAME_TAKEN: 'DuplicateNameException',
  CUSTODY_QUERIES_TOO_MANY: 'ImplementationException',
  CUSTODY_SUBSCRIPTIONS_TOO_MANY: 'SubscribeNotPermittedException',
  CUSTODY_SUBSCRIPTION_INVALID: 'SubscriptionControlsException',
  CUSTODY_CURSOR_INVALID: 'SubscriptionControlsException',
  NOTICES_URL_REFUSED: 'InvalidURIException',
  KERNEL_NOT_FOUND: 'NoSuchNameException',
}

/** The name under which EPCIS knows an error. */
export function exceptionOf({ code, row }: SymbolonError): string {
  return `epcisException:${exceptionsOfCodes[code] ?? exceptions[row.status] ?? 'ImplementationException'}`
}

/** Our problems, whose type is the exception of EPCIS; `code` leads to the page that ours has. @source EPCIS 2.0 §12.4; RFC 9457 */
export const epcisPresenter: ErrorPresenter = {
  mediaType: problemMediaType,
  present: (failure, at) => ({ ...presentProblem(failure, at), type: exceptionOf(failure) }),
}
