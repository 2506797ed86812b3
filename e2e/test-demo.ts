import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type DemoNode, type DemoStart, startDemo, temporaryFolder } from './symbolon.ts'
import { copyUsedFolder } from './used-folder.ts'

/** Seven resources of Eleni's, as they come with the program. */
export const demoFile = fileURLToPath(new URL('../cli/demo/eleni.json', import.meta.url))

/** A demo node on a folder of its own, and room for files beside its data. */
export interface TestDemo {
  readonly node: DemoNode
  readonly folder: string
  /** Writes a file into the folder and answers with its path. */
  fileOf(name: string, content: string | Uint8Array): Promise<string>
  /** Node and folder are gone. */
  end(): Promise<void>
}

export async function startTestDemo(of: Pick<DemoStart, 'commandsApart'> = {}): Promise<TestDemo> {
  const { path: folder, remove } = await temporaryFolder()
  const data = join(folder, '.symbolon')
  await copyUsedFolder(data)
  const node = await startDemo({ data, ...of })
  return {
    node,
    folder,
    async fileOf(name, content) {
      const path = join(folder, name)
      await writeFile(path, content)
      return path
    },
    async end() {
      await node.stop()
      await remove()
    },
  }
}

/** A new folder, until the test is over. */
export async function folderFor(t: TestContext): Promise<string> {
  const { path, remove } = await temporaryFolder()
  t.after(remove)
  return path
}
