import type { JsonObject, JsonValue } from '../../kernel/index.ts'
import type { Place } from '../place.ts'
import { reasons } from './check-reasons.ts'
import type { EpcisEventType } from './event-facts.ts'

type Rule = (event: JsonObject, place: Place) => void

/**
 * What each kind of event has to say as a whole; its fields are in shape already.
 * @source EPCIS 2.0 §7.4.2 to §7.4.6
 */
export const eventRules: Readonly<Record<EpcisEventType, Rule>> = {
  ObjectEvent(event, place) {
    if (event.ilmd !== undefined && event.action !== 'ADD') place.refuse(reasons.ilmd, 'ilmd')
    const isSensed = hasSome(event.sensorElementList) && event.readPoint !== undefined
    if (event.epcList === undefined && !hasSome(event.quantityList) && !isSensed) place.refuse(reasons.what, 'epcList')
  },
  AggregationEvent(event, place) {
    if (event.parentID === undefined && event.action !== 'OBSERVE') place.refuse(reasons.parent, 'parentID')
    refuseChildless(event, place)
  },
  AssociationEvent: refuseChildless,
  TransactionEvent(event, place) {
    const isWhole = event.action === 'DELETE'
    if (event.epcList === undefined && !hasSome(event.quantityList) && !isWhole) place.refuse(reasons.what, 'epcList')
  },
  TransformationEvent(event, place) {
    const hasInput = hasSome(event.inputEPCList) || hasSome(event.inputQuantityList)
    const hasOutput = hasSome(event.outputEPCList) || hasSome(event.outputQuantityList)
    const isPart = event.transformationID !== undefined && (hasInput || hasOutput)
    if (!isPart && !hasInput) place.refuse(reasons.what, 'inputEPCList')
    if (!isPart && !hasOutput) place.refuse(reasons.what, 'outputEPCList')
  },
}

function refuseChildless(event: JsonObject, place: Place): void {
  const isEmptied = event.action === 'DELETE'
  if (!isEmptied && !hasSome(event.childEPCs) && !hasSome(event.childQuantityList)) {
    place.refuse(reasons.child, 'childEPCs')
  }
}

function hasSome(list: JsonValue | undefined): boolean {
  return Array.isArray(list) && list.length > 0
}
