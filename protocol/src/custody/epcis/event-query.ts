import type { EpcRole, ExtensionPlace, SensorNumber, SensorText } from './event-facts.ts'

/** A field that an event has at most once, by its name among the facts, and fields that it may have several of. */
export type PlainField =
  | 'type'
  | 'action'
  | 'biz_step'
  | 'disposition'
  | 'persistent_set'
  | 'persistent_unset'
  | 'read_point'
  | 'biz_location'
  | 'transformation_id'
  | 'event_id'
  | 'error_reason'
  | 'corrective_event_id'
/** A field that is an instant in milliseconds since 1970. */
export type TimeField = 'event_time' | 'record_time' | 'error_declared_at'
/** How a number or an instant is compared. */
export type Comparison = 'eq' | 'gt' | 'ge' | 'lt' | 'le'

/**
 * One identifier in its canonical form, or all those that start with a text and go on, hold another text after it
 * (`/21/`, what makes an instance of a class) and do not have a third one in them.
 */
export type IdPattern =
  | { readonly is: string }
  | { readonly starts: string; readonly holds?: string; readonly lacks?: string }

/** A value of an extension is met by its text, or by its number or its instant where both are one. */
export interface ExtensionValue {
  readonly text: string
  readonly number?: number
  readonly time?: number
}

/** The extensions that a condition is about. */
export interface AskedExtension {
  readonly field: 'extension'
  readonly place: ExtensionPlace
  /** `{namespace}local` where the prefix is known, else as written; any of them is asked for, by name or as told. */
  readonly names: readonly string[]
  /** `inner`: within another extension at any depth. `outer`: directly in its place. */
  readonly level: 'inner' | 'outer'
  /** Only directly within the extension of this name. */
  readonly within?: string
}

/**
 * One condition on an event. It holds when any of its `values` is met by any of the event's facts in that field.
 * None holds when the event has no such field.
 */
export type QueryCondition =
  | { readonly field: PlainField; readonly operator: 'in'; readonly values: readonly string[] }
  /** One of the values, or a place within it: a GLN has its extensions within. */
  | { readonly field: 'read_point' | 'biz_location'; readonly operator: 'within'; readonly values: readonly string[] }
  | { readonly field: TimeField; readonly operator: Comparison; readonly values: readonly number[] }
  | {
      readonly field: 'epc'
      readonly operator: 'match'
      readonly roles: readonly EpcRole[]
      readonly values: readonly IdPattern[]
    }
  | {
      readonly field: 'epc_class'
      readonly operator: 'match'
      readonly roles: readonly EpcRole[]
      readonly values: readonly IdPattern[]
    }
  | {
      readonly field: 'quantity'
      readonly operator: Comparison
      /** Only amounts in this unit. */
      readonly uom?: string
      readonly values: readonly number[]
    }
  | {
      readonly field: 'transaction' | 'source' | 'destination'
      readonly operator: 'in'
      readonly type: string
      readonly values: readonly string[]
    }
  | { readonly field: 'error' | 'sensor'; readonly operator: 'exists' }
  | {
      readonly field: 'sensor_text'
      readonly operator: 'in'
      readonly part?: 'metadata' | 'report'
      readonly name: SensorText
      readonly values: readonly string[]
    }
  | {
      readonly field: 'sensor_time'
      readonly operator: Comparison
      readonly part?: 'metadata' | 'report'
      readonly name: 'time' | 'startTime' | 'endTime'
      readonly values: readonly number[]
    }
  | {
      readonly field: 'sensor_number'
      readonly operator: Comparison
      readonly name: SensorNumber
      /** Only reports in this unit. */
      readonly uom?: string
      readonly values: readonly number[]
    }
  | (AskedExtension & { readonly operator: 'exists' })
  | (AskedExtension & { readonly operator: Comparison; readonly values: readonly ExtensionValue[] })

/**
 * A SimpleEventQuery as plain data: an event is found when every condition holds for it.
 * @source EPCIS 2.0 §8.2.7.1
 */
export interface EventQuery {
  readonly conditions: readonly QueryCondition[]
  readonly order_by: 'event_time' | 'record_time'
  readonly order_direction: 'ASC' | 'DESC'
  /** At most so many events, from the beginning of the order. */
  readonly event_count_limit?: number
  /** More than so many are an error, none of them being answered. */
  readonly max_event_count?: number
  readonly per_page?: number
  readonly next_page_token?: string
}
