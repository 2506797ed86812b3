import { canonicalExtension, canonicalValue } from './canonical-value.ts'
import { compareCodePoints } from './code-point-order.ts'
import { faults } from './error-reasons.ts'
import { type EventField, ignoredFields, orderedFields, sortedFields, type ValueKind } from './event-fields.ts'
import type { EventNode } from './event-node.ts'

type NamedNode = readonly [name: string, node: EventNode]

/**
 * The text of an event that is hashed: the same for every way to write the event.
 * @source CBV 2.0 §8.9.2 and §8.9.3
 */
export function preHashOf(event: EventNode): string {
  const fields = event.fields()
  const kind = fields.find(([name]) => name === 'type' || name === '@type')?.[1]
  if (kind === undefined) return event.refuse(faults.missing, 'type')
  const counted = fields.filter(([name]) => !ignoredFields.has(name))
  const ordered = orderedFields.map((field) => fieldText(field, counted))
  if (ordered[0] === '') return event.refuse(faults.missing, 'eventTime')
  const known = new Set(orderedFields.map(({ name }) => name))
  const others = counted.filter(([name]) => !known.has(name))
  return `eventType=${kindOf(kind)}${ordered.join('')}${joined(othersOf(others))}`
}

function kindOf(kind: EventNode): string {
  const text = kind.text()
  return text === '' ? kind.refuse(faults.missing) : kind.namespaces.nameOf(text)
}

function othersOf(fields: readonly NamedNode[]): string[] {
  const standard = sortedFields.map((field) => fieldText(field, fields))
  const known = new Set(sortedFields.map(({ name }) => name))
  const extensions = fields.filter(([name]) => !known.has(name))
  return [...standard, ...extensions.flatMap(([name, node]) => extensionTexts(name, node))]
}

/** A field with its values sorted; empty when the event has none. */
function fieldText(field: EventField, fields: readonly NamedNode[]): string {
  const nodes = fields.filter(([name]) => name === field.name).flatMap(([, node]) => node.list())
  const name = field.element ?? field.name
  if (isSingle(field)) nodes[1]?.refuse(faults.many)
  const texts = joined(nodes.map((node) => elementText(node, { name, holds: field.holds })))
  return texts === '' || field.element === undefined ? texts : field.name + texts
}

function elementText(node: EventNode, { name, holds }: EventField): string {
  const text = isKind(holds) ? equalTo(canonicalValue(node, holds)) : objectText(node, holds)
  return text === '' ? '' : name + text
}

/** The fields of an object in their order, then its extensions. A place written as text is its `id`. */
function objectText(node: EventNode, order: readonly EventField[]): string {
  const [first] = order
  if (first?.name === 'id' && !node.isObject()) return elementText(node, first)
  const fields = node.fields()
  const known = new Set(order.map(({ name }) => name))
  const extensions = fields.filter(([name]) => !known.has(name))
  const texts = extensions.flatMap(([name, extension]) => extensionTexts(name, extension))
  return order.map((field) => fieldText(field, fields)).join('') + joined(texts)
}

/**
 * An extension with what is nested in it, one text for each of its values. A name that ends in `List` stands once,
 * before elements that are called as it is without the ending, as the reference implementation reads it.
 */
function extensionTexts(name: string, node: EventNode): string[] {
  const nodes = node.list()
  if (nodes.length === 0) return []
  if (!name.endsWith('List')) return nodes.map((one) => name + extensionText(one))
  return [name + joined(nodes.map((one) => name.slice(0, -'List'.length) + extensionText(one)))]
}

function extensionText(node: EventNode): string {
  if (!node.isObject()) return equalTo(canonicalExtension(node))
  return joined(node.fields().flatMap(([name, child]) => extensionTexts(name, child)))
}

function equalTo(text: string): string {
  return text === '' ? '' : `=${text}`
}

function joined(texts: readonly string[]): string {
  return texts.toSorted(compareCodePoints).join('')
}

function isSingle({ holds }: EventField): boolean {
  return holds === 'instant' || holds === 'number' || holds === 'action'
}

function isKind(holds: EventField['holds']): holds is ValueKind {
  return typeof holds === 'string' || 'terms' in holds
}
