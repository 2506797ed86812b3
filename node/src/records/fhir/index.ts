export { fhirRoutes } from './fhir-routes.ts'
export type { FhirParts } from './ports.ts'
