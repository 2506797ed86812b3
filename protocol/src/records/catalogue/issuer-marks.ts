import type { JsonObject } from '../../kernel/index.ts'
import { systemUrls } from './code-systems.ts'
import { type Code, codingsAt, isObject } from './elements.ts'

const [sensitivity = ''] = systemUrls.sensitivity
const [confidentiality = ''] = systemUrls.confidentiality
const markElements = ['meta.security', 'securityLabel'] as const

/** What the issuer marked a resource with, the code system of a mark without one filled in. @source R4 §6.1.1 Security Labels */
export function marksOf(resource: JsonObject): Code[] {
  const marks = markElements.flatMap((path) => (resource[path.split('.')[0] ?? ''] ? codingsAt(resource, path) : []))
  if (typeof resource.confidentiality === 'string') marks.push({ system: '', code: resource.confidentiality })
  return marks.map((mark) => (mark.system === '' ? { ...mark, system: systemOfMark(mark.code) } : mark))
}

/** The marks of a bundle, and of the composition that a document begins with: they count for every entry. */
export function marksOfBundle(bundle: JsonObject): Code[] {
  const [first] = Array.isArray(bundle.entry) ? bundle.entry : []
  const head = bundle.type === 'document' && isObject(first) && isObject(first.resource) ? marksOf(first.resource) : []
  return [...marksOf(bundle), ...head]
}

function systemOfMark(code: string): string {
  return /^[ULMNRV]$/.test(code) ? confidentiality : sensitivity
}
