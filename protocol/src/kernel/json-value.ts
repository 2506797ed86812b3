/** Any JSON value. */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject

/** A JSON object. */
export interface JsonObject {
  [key: string]: JsonValue
}

/** A number kept as it was written; `JSON.stringify` writes it back unchanged. @source ECMAScript proposal JSON.parse source text access */
export interface NumberAsWritten {
  readonly rawJSON: string
}

interface SourceTextJson {
  rawJSON(text: string): NumberAsWritten
  isRawJSON(value: unknown): value is NumberAsWritten
}
const sourceTextJson = JSON as unknown as SourceTextJson

/** A number that is written as the lexeme for ever. */
export function numberAsWritten(lexeme: string): NumberAsWritten {
  return sourceTextJson.rawJSON(lexeme)
}

/** True when the value is a number that was kept as it was written. */
export function isNumberAsWritten(value: unknown): value is NumberAsWritten {
  return sourceTextJson.isRawJSON(value)
}
