/** What a scanner sends in place of the symbol character FNC1. @source GS1 General Specifications §7.8.3 */
export const separator = '\u001d'
