// What runs in the page: it reads what a person chose and puts the view into the document.
import type { Language } from '../../../protocol/src/kernel/index.ts'
import { lookAt, unreadView, type View } from './look-at.ts'
import { words } from './words.ts'

/** The little of the document that the page needs. @source WHATWG DOM, HTML */
interface Element {
  textContent: string | null
  className: string
  lang: string
  hidden: boolean
  readonly files?: { readonly [index: number]: Blob } | null
  append(...nodes: Element[]): void
  replaceChildren(...nodes: Element[]): void
  addEventListener(type: string, listener: () => void): void
}

declare const document: {
  readonly documentElement: Element
  title: string
  getElementById(id: string): Element | null
  createElement(name: string): Element
}

const marks = { good: '✓', bad: '✕', open: '–' } as const
const texts = ['title', 'about', 'askFile', 'askPolicy', 'whole'] as const
let language: Language = navigator.language.startsWith('el') ? 'el' : 'en'
let asked = 0

function at(id: string): Element {
  const element = document.getElementById(id)
  if (element === null) throw new Error(id)
  return element
}

function made(name: string, text: string, className = ''): Element {
  const element = document.createElement(name)
  element.textContent = text
  element.className = className
  return element
}

function speak(chosen: Language): void {
  language = chosen
  document.documentElement.lang = language
  document.title = `Symbolon · ${words.title[language]}`
  for (const name of texts) at(name).textContent = words[name][language]
  void look()
}

/** More than any proof or policy has. */
const fileBytesMax = 4 * 2 ** 20

async function bytesIn(id: string): Promise<Uint8Array | undefined> {
  const file = at(id).files?.[0]
  if (file !== undefined && file.size > fileBytesMax) throw new RangeError('too many bytes')
  return file === undefined ? undefined : new Uint8Array(await file.arrayBuffer())
}

async function look(): Promise<void> {
  const turn = ++asked
  // What was said of another file does not stand beside this one while it is read, or when it cannot be.
  at('result').hidden = true
  const view = await viewOfChosen().catch(() => unreadView(language))
  // A file that was chosen meanwhile has its own turn.
  if (turn === asked && view !== undefined) show(view)
}

async function viewOfChosen(): Promise<View | undefined> {
  const [file, policy] = [await bytesIn('file'), await bytesIn('policy')]
  return file && lookAt({ file, policy, language })
}

function show({ verdict, is_good, checks, advice, facts, body }: View): void {
  at('verdict').textContent = verdict
  at('verdict').className = is_good ? 'good' : 'bad'
  at('checks').replaceChildren(...checks.map(({ mark, text }) => made('li', `${marks[mark]} ${text}`, mark)))
  at('advice').textContent = advice
  at('facts').replaceChildren(...facts.flatMap(([name, value]) => [made('dt', name), made('dd', value)]))
  at('body').textContent = body
  at('more').hidden = body === ''
  at('result').hidden = false
}

for (const id of ['file', 'policy']) at(id).addEventListener('change', () => void look())
at('el').addEventListener('click', () => speak('el'))
at('en').addEventListener('click', () => speak('en'))
speak(language)
