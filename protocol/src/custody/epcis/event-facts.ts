import type { JsonObject } from '../../kernel/index.ts'

/** The five kinds of event. Kinds that somebody adds of their own are refused. @source EPCIS 2.0 §7.4 */
export type EpcisEventType =
  | 'ObjectEvent'
  | 'AggregationEvent'
  | 'TransactionEvent'
  | 'TransformationEvent'
  | 'AssociationEvent'

/** What an event says about the things in it. @source EPCIS 2.0 §7.3.2 */
export type EpcisAction = 'ADD' | 'OBSERVE' | 'DELETE'

/** What a thing is in its event: observed, a container, in a container, used up, made. */
export type EpcRole = 'epc' | 'parent' | 'child' | 'input' | 'output'

/** One identified thing of an event. */
export interface EpcFact {
  readonly role: EpcRole
  /** The canonical Digital Link where the thing has a GS1 key, else its URI in full. */
  readonly epc: string
}

/** An amount of a class of things. */
export interface QuantityFact {
  readonly role: Exclude<EpcRole, 'parent'>
  /** Canonical as an EPC is: a GTIN, or a GTIN with its lot. */
  readonly epc_class: string
  readonly quantity?: number
  /** UN/ECE Recommendation 20; a count of pieces when it is missing. */
  readonly uom?: string
}

/** A business document, a source or a destination: its kind as the IRI of the CBV, and what it is. */
export interface TypedFact {
  readonly type: string
  readonly id: string
}

/** A declaration that an earlier event with the same content was wrong. @source EPCIS 2.0 §7.4.1.2 */
export interface ErrorFact {
  /** Milliseconds since 1970. */
  readonly declared_at: number
  readonly reason?: string
  readonly corrective_event_ids: readonly string[]
}

/** Numbers of a sensor's report, in the unit that the report gives. */
export type SensorNumber = 'value' | 'minValue' | 'maxValue' | 'meanValue' | 'sDev' | 'percRank' | 'percValue'

/** Texts of a sensor's metadata or report, by the names that EPCIS gives them; words of the CBV and keys are canonical. */
export type SensorText =
  | 'type'
  | 'exception'
  | 'deviceID'
  | 'deviceMetadata'
  | 'rawData'
  | 'dataProcessingMethod'
  | 'bizRules'
  | 'microorganism'
  | 'chemicalSubstance'
  | 'coordinateReferenceSystem'
  | 'component'
  | 'stringValue'
  | 'booleanValue'
  | 'hexBinaryValue'
  | 'uriValue'
  | 'uom'

/** One sensorMetadata or one sensorReport. @source EPCIS 2.0 §7.3.7 */
export interface SensorFact {
  readonly part: 'metadata' | 'report'
  /** Which element of sensorElementList it belongs to, from 0. */
  readonly element: number
  readonly texts: Readonly<Partial<Record<SensorText, string>>>
  readonly numbers: Readonly<Partial<Record<SensorNumber, number>>>
  /** Milliseconds since 1970. */
  readonly times: Readonly<Partial<Record<'time' | 'startTime' | 'endTime', number>>>
}

/** Where an extension stands. */
export type ExtensionPlace =
  | 'event'
  | 'ilmd'
  | 'error'
  | 'read_point'
  | 'biz_location'
  | 'sensor_element'
  | 'sensor_metadata'
  | 'sensor_report'

/** One value of an extension, or an extension that holds others. Each element of a list is a fact of its own. */
export interface ExtensionFact {
  readonly place: ExtensionPlace
  /** `{namespace}local`, or as written when nobody says what its prefix stands for. */
  readonly name: string
  /** As written: `example:batch`. */
  readonly told: string
  /** 0 directly in its place, more within another extension. */
  readonly depth: number
  /** Name of the extension that it is directly within, and as written. */
  readonly within?: string
  readonly within_told?: string
  /** Nothing when it holds others. */
  readonly text?: string
  /** The value as a number, when it is or reads as one. */
  readonly number?: number
  /** The value in milliseconds since 1970, when it is an instant. */
  readonly time?: number
}

/**
 * What queries ask of an event, each identifier and each word of the CBV in its one canonical form, so that ways to
 * write an event do not matter.
 */
export interface EventFacts {
  readonly type: EpcisEventType
  /** The CBV 2.0 event hash: `ni:///sha-256;…?ver=CBV2.0`. A declaration of error has the hash of what it declares. */
  readonly hash: string
  /** As told, else the hash. */
  readonly event_id: string
  /** Milliseconds since 1970. */
  readonly event_time: number
  /** Milliseconds since 1970, as told; whoever captures the event sets their own. */
  readonly record_time?: number
  /** `eventTimeZoneOffset`: `+02:00`. */
  readonly time_zone: string
  readonly action?: EpcisAction
  readonly biz_step?: string
  readonly disposition?: string
  readonly persistent_set: readonly string[]
  readonly persistent_unset: readonly string[]
  readonly read_point?: string
  readonly biz_location?: string
  readonly transformation_id?: string
  readonly epcs: readonly EpcFact[]
  readonly quantities: readonly QuantityFact[]
  readonly transactions: readonly (Omit<TypedFact, 'type'> & Partial<TypedFact>)[]
  readonly sources: readonly TypedFact[]
  readonly destinations: readonly TypedFact[]
  readonly error?: ErrorFact
  readonly certifications: readonly string[]
  readonly sensors: readonly SensorFact[]
  readonly extensions: readonly ExtensionFact[]
}

/** An event that keeps every rule of EPCIS 2.0, as it was told, and what it says. */
export interface CheckedEvent {
  readonly event: JsonObject
  readonly facts: EventFacts
}
