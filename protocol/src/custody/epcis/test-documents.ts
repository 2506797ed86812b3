import assert from 'node:assert/strict'
import { type JsonValue, SymbolonError } from '../../kernel/index.ts'
import { documentOf, wholeEvent } from '../test-epcis.ts'
import { type CheckedDocument, checkDocument } from './check-document.ts'
import type { CheckedEvent } from './event-facts.ts'

type Fields = Record<string, unknown>

/** A document that keeps every rule, with events of our own and the prefix `ward`. */
export function checkable(events: readonly unknown[], more: Fields = {}): JsonValue {
  const document = JSON.parse(documentOf(events)) as Fields
  return { ...document, schemaVersion: '2.0', creationDate: '2026-03-04T12:00:00Z', ...more } as JsonValue
}

/** An ObjectEvent with something in every field, its master data too; `undefined` takes a field away. */
export function fullEvent(more: Fields = {}): Fields {
  return JSON.parse(JSON.stringify(wholeEvent({ action: 'ADD', ...more }))) as Fields
}

/** What the only event of a document says. */
export function checkedEvent(event: Fields, more: Fields = {}): CheckedEvent {
  return checkDocument(checkable([event], more)).events[0] as CheckedEvent
}

/** Code and place of the error that a document is refused with, or nothing. */
export function refusalOf(document: JsonValue, check: (document: JsonValue) => unknown = checkDocument): string {
  try {
    check(document)
  } catch (error) {
    if (error instanceof SymbolonError) return `${error.code} ${error.facts.pointer ?? error.facts.position}`
    throw error
  }
  return 'nothing'
}

/** What a document says besides its events. */
export function headOf(document: CheckedDocument): Fields {
  const { events, ...head } = document
  assert.ok(Array.isArray(events))
  return head
}
