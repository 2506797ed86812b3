import { faults } from '../error-reasons.ts'
import { reasons } from './check-reasons.ts'
import { listOf, objectOf, type Shape } from './shapes.ts'
import { instant, text, uri, type ValueRule, version } from './value-rules.ts'

/** Events are checked one by one, so that each can be taken or refused by itself. */
const events: ValueRule = (value) => (Array.isArray(value) ? undefined : reasons.list)
/** An attribute of master data may be a number, a text or an object of any content. */
const attribute: ValueRule = (value) =>
  typeof value === 'string' ||
  typeof value === 'number' ||
  (typeof value === 'object' && value !== null && !Array.isArray(value))
    ? undefined
    : faults.object

const vocabulary = listOf(
  objectOf({
    'type!': uri,
    vocabularyElementList: listOf(
      objectOf({
        'id!': uri,
        attributes: listOf(objectOf({ 'id!': uri, attribute })),
        children: listOf(uri),
      }),
    ),
  }),
)
const common: Readonly<Record<string, Shape>> = { id: uri, 'type!': text, '@context!': () => undefined }

/** @source EPCIS 2.0 §10; EPCIS 2.0 artefact epcis-json-schema.json */
export const documentShape = objectOf({
  ...common,
  'schemaVersion!': version,
  'creationDate!': instant,
  instanceIdentifier: text,
  sender: text,
  receiver: text,
  epcisHeader: objectOf({ epcisMasterData: objectOf({ vocabularyList: vocabulary }) }),
  'epcisBody!': objectOf({ 'eventList!': events }),
})

export const queryDocumentShape = objectOf({
  ...common,
  schemaVersion: version,
  creationDate: instant,
  'epcisBody!': objectOf({
    'queryResults!': objectOf({
      'queryName!': text,
      subscriptionID: text,
      'resultsBody!': objectOf({ 'eventList!': events, vocabularyList: vocabulary }),
    }),
  }),
})
