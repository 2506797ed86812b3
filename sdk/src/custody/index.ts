export {
  type CaptureJob,
  type CaptureRequest,
  captureEvents,
  getCapture,
  type SimulatedCapture,
  simulateCaptureEvents,
} from './capture-events.ts'
export { getEventProof, type VerifiedEvent, verifyEventProof } from './event-proof.ts'
export { getIdentifiers, type PartyIdentifiers, setIdentifiers, simulateSetIdentifiers } from './identifiers.ts'
export { getJourney, getPlace, type JourneyAsking, type JourneyPlace, type JourneyStep } from './journey.ts'
export { drawLabel, type Label, type LabelContent, type LabelDrawing } from './label/draw-label.ts'
export { labelErrors } from './label/label-errors.ts'
export type { LabelTitle } from './label/write-svg.ts'
export {
  addQuery,
  getQuery,
  listQueries,
  type NamedQuery,
  removeQuery,
  simulateAddQuery,
  simulateRemoveQuery,
} from './named-queries.ts'
export { type EventsAsking, type FoundEvents, queryEvents, walkEvents } from './query-events.ts'
export {
  addSubscription,
  type EventSubscribing,
  type EventSubscription,
  listSubscriptions,
  removeSubscription,
  type SubscriptionAsking,
  simulateAddSubscription,
  simulateRemoveSubscription,
} from './subscriptions.ts'
