import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** GS1's own EPCIS files and the vectors of the event hash, which live beside the repository. */
const epcisFolder = process.env.SYMBOLON_EPCIS ?? join(import.meta.dirname, '../../../../shared/data/epcis')

/** False when the EPCIS files are there, else why a test is skipped. */
export const withoutEpcis = existsSync(epcisFolder) ? false : `${epcisFolder} is missing (SYMBOLON_EPCIS names it)`

/** The names of the JSON-LD files in a folder of the EPCIS files, without their ending. */
export function epcisNames(folder: 'event-hash' | 'gs1-examples'): string[] {
  const files = readdirSync(join(epcisFolder, folder)).filter((name) => name.endsWith('.jsonld'))
  return files.map((name) => name.replace(/\.jsonld$/, ''))
}

/** The text of one of the EPCIS files. */
export function epcisFile(path: string): string {
  return readFileSync(join(epcisFolder, path), 'utf8')
}

/** The lines of one of the EPCIS files. */
export function epcisLines(path: string): string[] {
  return epcisFile(path).trimEnd().split('\n')
}

/** An event with a value of every kind; what `more` names is added or replaced. */
export function wholeEvent(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'ObjectEvent',
    eventTime: '2026-03-04T11:00:30.000+02:00',
    eventTimeZoneOffset: '+02:00',
    epcList: ['urn:epc:id:sgtin:5200001.011111.9876', 'urn:epc:id:sscc:5200001.0000000111'],
    quantityList: [{ epcClass: 'urn:epc:class:lgtin:5200001.012345.L-7', quantity: 1.5, uom: 'KGM' }],
    action: 'OBSERVE',
    bizStep: 'shipping',
    disposition: 'in_transit',
    persistentDisposition: { set: ['completeness_verified'], unset: ['completeness_inferred'] },
    readPoint: { id: 'urn:epc:id:sgln:5200001.99901.12', 'ward:door': 'B-2' },
    bizLocation: { id: 'urn:epc:id:sgln:5200001.99901.0' },
    bizTransactionList: [{ type: 'po', bizTransaction: 'urn:epc:id:gdti:5200001.11111.123' }],
    sourceList: [{ type: 'owning_party', source: 'urn:epc:id:pgln:5200001.00000' }],
    destinationList: [{ type: 'possessing_party', destination: 'urn:epc:id:pgln:5200002.00000' }],
    sensorElementList: [
      {
        sensorMetadata: { time: '2026-03-04T08:55:00Z', deviceID: 'urn:epc:id:giai:5200001.111' },
        sensorReport: [
          { type: 'Temperature', value: 4.5, uom: 'CEL' },
          { type: 'RelativeHumidity', value: 41, uom: 'A93', 'ward:probe': 'left' },
        ],
      },
    ],
    ilmd: { 'ward:batch': '4711', 'ward:storage': { 'ward:from': 2, 'ward:to': 8 } },
    'ward:note': 'by hand',
    ...more,
  }
}

/** A document of the events, in the standard context and with the prefix `ward`. */
export function documentOf(events: readonly unknown[], prefixes: Record<string, string> = {}): string {
  const context = [
    'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
    { ward: 'https://ns.example.com/ward/', ...prefixes },
  ]
  return JSON.stringify({ '@context': context, type: 'EPCISDocument', epcisBody: { eventList: events } })
}
