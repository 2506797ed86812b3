import type { JsonObject } from '../../kernel/index.ts'
import { type Code, isObject } from './elements.ts'

const loinc = 'http://loinc.org'
/** `http://loinc.org/q/44249-1`, `http://loinc.org/vs/LL358-3` is no form. @source LOINC, using LOINC with FHIR: Questionnaire */
const form = /^https?:\/\/loinc\.org\/(?:q\/)?(\d{1,7}-\d)(?:[|/?#]|$)/
const question = /^\/?(?:.*\/)?(\d{1,7}-\d)$/

/** The LOINC codes that the answers to a questionnaire carry in the name of its form and the ids of its questions. */
export function questionnaireCodings(response: JsonObject): Code[] {
  const { questionnaire } = response
  const code = typeof questionnaire === 'string' ? form.exec(questionnaire)?.[1] : undefined
  return [...(code === undefined ? [] : [{ system: loinc, code }]), ...codingsOfItems(response)]
}

/** What a questionnaire and its questions are called. */
export function questionnaireWords(response: JsonObject): string[] {
  const { questionnaire } = response
  const own = typeof questionnaire === 'string' ? [questionnaire] : []
  return [...own, ...itemsOf(response).flatMap(({ text }) => (typeof text === 'string' ? [text] : []))]
}

function codingsOfItems(response: JsonObject): Code[] {
  return itemsOf(response).flatMap(({ linkId }) => {
    const code = typeof linkId === 'string' ? question.exec(linkId)?.[1] : undefined
    return code === undefined ? [] : [{ system: loinc, code }]
  })
}

/** The items at every depth, those under an answer too. */
function itemsOf(node: JsonObject): JsonObject[] {
  const own = [node.item, node.answer].flatMap((list) => (Array.isArray(list) ? list.filter(isObject) : []))
  return own.flatMap((item) => [item, ...itemsOf(item)])
}
