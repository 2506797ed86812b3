export {
  type Capture,
  type CaptureFault,
  captureEvents,
  type EventsCapturing,
  getCapture,
  type SimulatedCapture,
  simulateCaptureEvents,
} from './capture-events.ts'
export { getEventProof, type VerifiedEvent, verifyEventProof } from './event-proof.ts'
export { getJourney, getPlace, type JourneyStep, type ThingPlace } from './get-journey.ts'
export { getIdentifiers, type PartyIdentifiers, setIdentifiers, simulateSetIdentifiers } from './identifiers.ts'
export { drawLabel, type Label, type LabelContent, type LabelDrawing } from './label/draw-label.ts'
export { labelErrors } from './label/label-errors.ts'
export type { LabelTitle } from './label/write-svg.ts'
export { type EpcisEvent, type EventsQuery, queryEvents } from './query-events.ts'
