import { join } from 'node:path'
import { partyKinds } from '@symbolon/protocol/identity'
import type { Profile } from '../identity/index.ts'
import { commandName, type Output, pairs, readVersion } from '../kernel/index.ts'
import { lifecycleWords as words } from './lifecycle-words.ts'
import { dataFolder, type NodeProcess } from './node-process.ts'
import { quoteWhereNeeded } from './quote.ts'

/** A demo node that is up, and who is registered with it. */
export interface Ready {
  readonly node: NodeProcess
  readonly people: readonly Profile[]
  readonly data: string
}

/** What `dev --json` prints on its one line. */
export function readyValue({ node, people, data }: Ready) {
  return {
    ...node.ready,
    seconds: Number((performance.now() / 1000).toFixed(1)),
    demo: true,
    data,
    home: join(data, 'home'),
    fhir: `${node.ready.url}/fhir`,
    rpc: `${node.ready.url}/rpc`,
    docs: `${node.ready.url}/docs`,
    people: people.map(({ name, label, kind, party, address }) => ({ name, label, kind, party, address })),
  }
}

/** What people see. */
export function readyText({ node, people, data }: Ready, output: Output): string {
  const { url, chain_id, database } = node.ready
  const seconds = (performance.now() / 1000).toFixed(1)
  const title = output.words(words.ready, { version: readVersion(), seconds })
  const groups: [string, [string, string][]][] = [
    [
      output.words(words.openGroup),
      [
        ['API', url],
        [output.words(words.docs), `${url}/docs`],
        ['FHIR', `${url}/fhir`],
        [output.words(words.health), `${url}/readyz`],
      ],
    ],
    [
      output.words(words.connectGroup),
      [
        [output.words(words.chain), String(chain_id)],
        ['JSON-RPC', `${url}/rpc`],
        [output.words(words.database), output.words(database === 'built-in' ? words.builtIn : words.ownDatabase)],
        [output.words(words.data), data],
        [output.words(words.log), node.log],
      ],
    ],
    [
      output.words(words.peopleGroup),
      people.map(({ name, label, kind }) => [
        name,
        `${label[output.language]} · ${output.words(partyKinds[kind].words)}`,
      ]),
    ],
  ]
  const tries = [
    ...(dataOption(data) === '' ? [] : [`eval "$(${commandName} status -o env${dataOption(data)})"`]),
    `curl ${url}/v1/parties`,
    `${commandName} demo records`,
    `${commandName} demo medicines`,
    `${commandName} record add FILE --as eleni`,
  ]
  const body = groups.map(([name, rows]) => `${output.style('strong', name)}\n${indent(pairs(rows))}`).join('\n\n')
  const trying = `${output.style('strong', output.words(words.tryGroup))}\n${indent(tries.join('\n'))}`
  const warning = output.style('caution', output.words(words.demo))
  return `\n${output.style('strong', title)}\n${warning}\n\n${body}\n\n${trying}\n\n${output.words(words.stopWith)} Ctrl-C`
}

/** What a command needs to find this data folder from here; nothing where it is the usual one. */
function dataOption(data: string): string {
  return data === dataFolder(undefined, {}) ? '' : ` --data ${quoteWhereNeeded(data)}`
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ')
}
