/** Layouts that a scanner's keystrokes are taken for, when it types as if the keyboard were American. */
export type KeyboardLayout = 'greek' | 'german' | 'french'

/** Characters as they arrive, above the ones that the scanner meant. */
const keys: Readonly<Record<KeyboardLayout, readonly (readonly [arrived: string, meant: string])[]>> = {
  greek: [
    [';ςερτυθιοπασδφγηξκλζχψωβνμ', 'qwertyuiopasdfghjklzxcvbnm'],
    [':΅ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ', 'QWERTYUIOPASDFGHJKLZXCVBNM'],
  ],
  german: [
    ['yzYZ', 'zyZY'],
    ['ß?-_=)(/', '-_/?)(*&'],
  ],
  french: [
    ['aqzwAQZW', 'qawzQAWZ'],
    ['&é"\'(-è_çà', '1234567890'],
    ['),?', '-mM'],
  ],
}

const maps = Object.entries(keys).map(([layout, rows]) => {
  const pairs = rows.flatMap(([arrived, meant]) => Array.from(arrived, (key, at) => [key, meant[at] ?? key] as const))
  return { layout: layout as KeyboardLayout, map: new Map(pairs) }
})

/** Characters of a text whose layouts are tried. */
export const LAYOUT_CHARS_MAX = 500

/** What a scanner may have meant, by each layout that changes the text; nothing for a longer one. */
export function layoutReadings(text: string): { layout: KeyboardLayout; text: string }[] {
  if (text.length > LAYOUT_CHARS_MAX) return []
  const readings = maps.map(({ layout, map }) => ({
    layout,
    text: Array.from(text, (key) => map.get(key) ?? key).join(''),
  }))
  return readings.filter((reading) => reading.text !== text)
}
