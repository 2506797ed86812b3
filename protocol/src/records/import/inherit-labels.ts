import { findingsIn } from '../catalogue/findings.ts'
import { marksOf } from '../catalogue/issuer-marks.ts'
import { questionnaireCodings, questionnaireWords } from '../catalogue/questionnaires.ts'
import type { SensitiveLabel } from '../catalogue/sensitive-labels.ts'
import { newLabelReader } from '../catalogue/sensitive-labels-of.ts'
import { type LabelsOfFile, reachOf, spread } from './label-edges.ts'
import type { Candidate, Identities } from './resolve.ts'

/**
 * The sensitive labels of each resource, the rejected ones too: its own and those of its bundle, those of whatever it
 * refers to inside the file, however far (a claim for a prescription for a sensitive condition), and those of what it is
 * a part of (a result of a sensitive panel). People and places hand nothing on, a visit only to the notes taken in it.
 */
export function labelsOf(
  candidates: readonly Candidate[],
  identities: Identities,
): ReadonlyMap<Candidate, readonly SensitiveLabel[]> {
  const read = newLabelReader()
  const own: LabelsOfFile = new Map()
  for (const candidate of candidates) own.set(candidate, new Set(read(sayingsOf(candidate))))
  const reach = reachOf(candidates, identities)
  const fromReasons = spread(own, [reach.reasons])
  const fromAll = spread(own, [reach.reasons, reach.wholes, reach.users])
  const ofParts = spread(fromReasons, [reach.parts])
  // A medicine that is labelled for one prescription's reason is not handed on to the next prescription of it.
  const labels = spread(joined(fromAll, ofParts), [reach.reasons, reach.wholes])
  return new Map([...labels].map(([candidate, set]) => [candidate, [...set].sort()]))
}

function sayingsOf({ type, walk, resource, marks }: Candidate) {
  const found = walk.problems.length === 0 ? walk : findingsIn(resource)
  const codings = [...found.codings, ...marksOf(resource), ...marks]
  if (type !== 'QuestionnaireResponse') return { type, codings, words: found.words }
  return {
    type,
    codings: [...codings, ...questionnaireCodings(resource)],
    words: [...found.words, ...questionnaireWords(resource)],
  }
}

function joined(one: LabelsOfFile, other: LabelsOfFile): LabelsOfFile {
  return new Map([...one].map(([candidate, labels]) => [candidate, labels.union(other.get(candidate) ?? new Set())]))
}
