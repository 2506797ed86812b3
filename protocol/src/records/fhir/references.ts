import { isResourceType } from './definitions.ts'

const literal = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/

/** The resource type that a literal reference names (`Patient/1`, `https://…/Patient/1/_history/2`), if it names one. */
export function targetTypeOf(reference: string): string | undefined {
  const type = literal.exec(reference)?.[1]
  return isResourceType(type) ? type : undefined
}

/** A literal reference without its version. */
export function withoutVersion(reference: string): string {
  const at = reference.indexOf('/_history/')
  return at < 0 ? reference : reference.slice(0, at)
}

/** True for a reference that can only be answered inside its own file. @source R4 §2.36.4 Bundle, resolving references */
export function isFileLocal(reference: string): boolean {
  return reference.startsWith('urn:uuid:') || reference.startsWith('urn:oid:')
}
