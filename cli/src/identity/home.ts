import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import type { Environment } from '../kernel/index.ts'
/** Folder of the data of a node when nothing else is said. */
export const dataFolderDefault = '.symbolon'

/**
 * Folder that holds the profiles: `SYMBOLON_HOME`, else `.symbolon/home` here or further up, else the person's own.
 */
export function findHome(environment: Environment, from: string = process.cwd()): string {
  if (environment.home !== undefined) return resolve(environment.home)
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const home = join(folder, dataFolderDefault, 'home')
    if (existsSync(home)) return home
    if (folder === dirname(folder)) break
  }
  if (environment.xdgConfigHome !== undefined) return join(environment.xdgConfigHome, 'symbolon')
  return join(homedir(), '.symbolon')
}

/** Data folder of the node beside a home that `symbolon dev` made. */
export function dataFolderOf(home: string): string | undefined {
  return basename(home) === 'home' ? dirname(home) : undefined
}
