export { drawLabel, type Label, type LabelContent, type LabelDrawing } from './label/draw-label.ts'
export { labelErrors } from './label/label-errors.ts'
export type { LabelTitle } from './label/write-svg.ts'
