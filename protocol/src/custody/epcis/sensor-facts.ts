import type { JsonObject, JsonValue } from '../../kernel/index.ts'
import { type TermList, termIri } from '../cbv-terms.ts'
import { instantOf } from '../instant-text.ts'
import { leafText } from '../leaf-text.ts'
import type { Namespaces } from '../namespaces.ts'
import type { SensorFact, SensorNumber, SensorText } from './event-facts.ts'

/** How a text of a sensor is compared: as a word of a list, as an identifier, or as it stands. */
const texts: Readonly<Record<SensorText, TermList | 'id' | 'plain' | 'hex'>> = {
  type: 'measurement',
  exception: 'exception',
  deviceID: 'id',
  deviceMetadata: 'id',
  rawData: 'id',
  dataProcessingMethod: 'id',
  bizRules: 'id',
  microorganism: 'id',
  chemicalSubstance: 'id',
  coordinateReferenceSystem: 'id',
  component: 'component',
  stringValue: 'plain',
  booleanValue: 'plain',
  hexBinaryValue: 'hex',
  uriValue: 'id',
  uom: 'plain',
}
const numbers: ReadonlySet<string> = new Set([
  'value',
  'minValue',
  'maxValue',
  'meanValue',
  'sDev',
  'percRank',
  'percValue',
] satisfies SensorNumber[])
const times: ReadonlySet<string> = new Set(['time', 'startTime', 'endTime'])

/** The canonical form of a text of a sensor, in an event and in a question alike. */
export function sensorText(name: SensorText, text: string, namespaces: Namespaces): string {
  const kind = texts[name]
  if (kind === 'plain') return text
  if (kind === 'hex') return text.toUpperCase()
  return (kind === 'id' ? undefined : termIri(kind, text)) ?? namespaces.canonical(text)
}

/** How a text of a sensor is compared. */
export function sensorTextKind(name: SensorText): (typeof texts)[SensorText] {
  return texts[name]
}

/** True for the name of a text of a sensor. */
export function isSensorText(name: string): name is SensorText {
  return Object.hasOwn(texts, name)
}

/** True for the name of a number of a sensor. */
export function isSensorNumber(name: string): name is SensorNumber {
  return numbers.has(name)
}

/** True for the name of an instant of a sensor. */
export function isSensorTime(name: string): name is 'time' | 'startTime' | 'endTime' {
  return times.has(name)
}

/** Every metadata and every report of a list of sensor elements. */
export function sensorsOf(list: JsonValue, namespaces: Namespaces): SensorFact[] {
  const facts: SensorFact[] = []
  for (const [element, { sensorMetadata, sensorReport }] of (list as JsonObject[]).entries()) {
    if (sensorMetadata !== undefined) {
      facts.push({ part: 'metadata', element, ...membersOf(sensorMetadata as JsonObject, namespaces) })
    }
    for (const report of sensorReport as JsonObject[]) {
      facts.push({ part: 'report', element, ...membersOf(report, namespaces) })
    }
  }
  return facts
}

function membersOf(object: JsonObject, namespaces: Namespaces): Omit<SensorFact, 'part' | 'element'> {
  const found = { texts: {}, numbers: {}, times: {} } as {
    texts: Record<string, string>
    numbers: Record<string, number>
    times: Record<string, number>
  }
  for (const [name, value] of Object.entries(object)) {
    const text = leafText(value)
    if (text === undefined) continue
    if (isSensorText(name)) found.texts[name] = sensorText(name, text, namespaces)
    else if (isSensorNumber(name)) found.numbers[name] = Number(text)
    else if (isSensorTime(name)) found.times[name] = instantOf(text) as number
  }
  return found
}
