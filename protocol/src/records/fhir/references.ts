import { isResourceType } from './definitions.ts'

const literal = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/

/** The resource type that a literal reference names (`Patient/1`, `https://…/Patient/1/_history/2`), if it names one. */
export function targetTypeOf(reference: string): string | undefined {
  const type = literal.exec(reference)?.[1]
  return isResourceType(type) ? type : undefined
}

const restful = /^(https?:\/\/\S*\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}$/

/** The base of a RESTful URL of a resource, with its last slash; other URLs have none. @source R4 §2.3.0.1, regex of a RESTful URL */
export function baseOfUrl(url: string): string | undefined {
  const [, base, type] = restful.exec(url) ?? []
  return isResourceType(type) ? base : undefined
}

/** A reference as it is compared: without its version, and a URN in lower case. @source RFC 4122 §3, RFC 8141 §3.1 */
export function comparableName(reference: string): string {
  return isFileLocal(reference) ? reference.toLowerCase() : withoutVersion(reference)
}

/** True for a reference to one version of a resource. */
export function hasVersion(reference: string): boolean {
  return reference.includes('/_history/')
}

/** A literal reference without its version. */
export function withoutVersion(reference: string): string {
  const at = reference.indexOf('/_history/')
  return at < 0 ? reference : reference.slice(0, at)
}

/** True for a reference that can only be answered inside its own file. @source R4 §2.36.4 Bundle, resolving references */
export function isFileLocal(reference: string): boolean {
  return /^urn:(?:uuid|oid):/i.test(reference)
}
