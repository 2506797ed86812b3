/** What else holds for an application identifier; left out where there is nothing to say. */
export interface AiFacts {
  /** Others that have to be there: alternatives between blanks, `+` between those that are needed together. */
  readonly requires?: string
  /** Others that may not be there; `n` stands for any digit. */
  readonly excludes?: string
  /** It opens the path of a Digital Link: its qualifiers in order, `|` between sequences that don't mix. */
  readonly key?: string
  /** `never`: it is no attribute in the query of a Digital Link. */
  readonly inQuery?: 'never'
}

/**
 * One application identifier (or a run of neighbours), its title in the standard, the format of its data and what else
 * holds. The format is that of the standard with the checks of each part in brackets: `N13(csum)+[X..17]` is thirteen
 * digits with a check digit and then, perhaps, up to seventeen characters.
 */
export type AiRow = readonly [ais: string, title: string, format: string, facts?: AiFacts]

/** Names of the trade item that lots, dates and variants belong to. */
export const tradeItem = '01 02 03 8006 8026'
/** Names of the trade item, a coupon excepted, that a single thing is an instance of. */
export const instance = '01 03 8006'
/** A GTIN with any of the measures and counts that a price may stand for. */
export const measured = '30 31nn 32nn 35nn 36nn'
