import assert from 'node:assert/strict'
import type { DemoNode } from './symbolon.ts'

/** A step of a story, as the demo tells it. */
export interface LinkedStep {
  readonly step: string
  /** By hand, with the profile that did it. */
  readonly command: string
  readonly link: string
}

/** The link leads to the node and is answered: to anybody, or to the profile that did the step and to nobody signed out. */
export async function requireLink(
  node: DemoNode,
  { step, command, link }: LinkedStep,
  to: 'anybody' | 'signed in',
): Promise<void> {
  assert.ok(link.startsWith(`${node.url}/`), link)
  const { status } = await fetch(link)
  assert.equal(status, to === 'anybody' ? 200 : 401, `${step} ${link}`)
  if (to === 'anybody') return
  const [, as = ''] = / --as (\S+)$/.exec(command) ?? []
  const { code, stderr } = await node.run(['api', 'GET', link.slice(node.url.length), '--as', as])
  assert.equal(code, 0, `${step} ${link} ${stderr}`)
}
