import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { createOutput } from '../kernel/index.ts'
import { bashCompletion } from './completion-bash.ts'
import { fishCompletion } from './completion-fish.ts'
import { collectLines } from './completion-lines.ts'
import { zshCompletion } from './completion-zsh.ts'

const absent = (shell: string) =>
  spawnSync(shell, ['--version']).status !== 0 && `NOT TESTED: no ${shell} on the PATH (apt-get install ${shell})`

const folder = mkdtempSync(join(tmpdir(), 'symbolon-completion-'))
after(() => rmSync(folder, { recursive: true, force: true }))
mkdirSync(join(folder, 'files'))
for (const name of ['my file.json', 'scan.pdf']) writeFileSync(join(folder, 'files', name), '')
// Stands for the program where a script asks back for the profiles.
writeFileSync(join(folder, 'symbolon'), '#!/bin/sh\n[ "$2" = profiles ] && printf "eleni\\nnikos\\n"\n', {
  mode: 0o755,
})

const lines = await collectLines(createOutput({ json: false, language: 'en', colour: false }))
const written = { bash: bashCompletion(lines), fish: fishCompletion(lines), zsh: zshCompletion(lines) }
for (const [shell, text] of Object.entries(written)) writeFileSync(join(folder, `symbolon.${shell}`), text)

const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, HOME: folder, LC_ALL: 'C.UTF-8' }
const within = { cwd: join(folder, 'files'), encoding: 'utf8', env } as const

/** What each shell has to offer behind a command line, and what it must not. */
const cases: readonly (readonly [typed: string, offered: readonly string[], never: readonly string[]])[] = [
  ['symbolon ', ['record', 'grant', 'dev'], ['--as', 'scan.pdf']],
  ['symbolon record ', ['add', 'erase'], ['dev', 'scan.pdf']],
  ['symbolon record add ', ['my file.json', 'scan.pdf'], ['add', 'erase']],
  ['symbolon record add --', ['--as', '--dry-run', '--help'], ['--yes', 'scan.pdf']],
  ['symbolon record add scan.pdf --as ', ['eleni', 'nikos'], ['--as', 'add', 'scan.pdf']],
  ['symbolon completion ', ['bash', 'fish', 'zsh'], ['--as']],
  ['symbolon grant give --', ['--purpose', '--until', '--yes'], ['--category']],
  ['symbolon proof ', ['get', 'verify', 'page'], ['add', '--policy']],
  ['symbolon proof get --', ['--no-wait', '--out'], ['--policy']],
  ['symbolon ledger show --group ', [], ['--group', 'show']],
]

function offeredBy(complete: (typed: string) => string[]): void {
  for (const [typed, offered, never] of cases) {
    const found = complete(typed)
    for (const word of offered) assert.ok(found.includes(word), `${typed}⇥ offers ${word}: ${found.join(', ')}`)
    for (const word of never) assert.ok(!found.includes(word), `${typed}⇥ does not offer ${word}: ${found.join(', ')}`)
  }
}

test('bash completes nouns, verbs, flags, profiles and files whole', { skip: absent('bash') }, () => {
  offeredBy((typed) => {
    const script = `source ${join(folder, 'symbolon.bash')}
      COMP_WORDS=(${typed.trim()} ${typed.endsWith(' ') ? "''" : ''}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
      _symbolon; printf '%s\\n' "\${COMPREPLY[@]}"`
    return execFileSync('bash', ['--norc', '-c', script], within).split('\n')
  })
})

test('fish completes nouns, verbs, flags, profiles and files whole', { skip: absent('fish') }, () => {
  offeredBy((typed) => {
    const script = `source ${join(folder, 'symbolon.fish')}; complete --do-complete=${JSON.stringify(typed)}`
    const offered = execFileSync('fish', ['--no-config', '-c', script], within).split('\n')
    return offered.map((line) => (line.split('\t')[0] ?? '').replaceAll('\\ ', ' '))
  })
})

test('zsh completes nouns, verbs, flags, profiles and files whole', { skip: absent('zsh') }, () => {
  offeredBy((typed) => {
    const ended = spawnSync('zsh', ['-f', '-c', zshListing(typed)], { ...within, timeout: 20_000 })
    assert.doesNotMatch(ended.stdout + ended.stderr, /unrecognized modifier|parse error|bad |not found/)
    return ended.stdout.split('\n').map((line) => line.trim().replaceAll('\\ ', ' '))
  })
})

/** Has a zsh on a terminal of its own complete the line, with every match that it is given written to a file. */
function zshListing(typed: string): string {
  const file = join(folder, 'matches')
  const inner = `
    autoload -Uz compinit; compinit -u -d ${join(folder, 'zcompdump')}
    source ${join(folder, 'symbolon.zsh')}
    compadd() {
      local -a found
      builtin compadd -O found "$@"
      print -rl -- "\${found[@]}" >> ${file}
      builtin compadd "$@"
    }
    told() { : > ${file}.told }
    zle -N told; bindkey '^T' told
    PS1='ready> '`
  writeFileSync(join(folder, 'inner.zsh'), inner)
  return `rm -f ${file}.told; : > ${file}
    zmodload zsh/zpty; zpty shell 'TERM=dumb zsh -f -i'
    zpty -w shell 'source ${join(folder, 'inner.zsh')}'
    zpty -r shell seen '*ready> *'
    zpty -w -n shell ${JSON.stringify(typed)}$'\\t'
    zpty -w -n shell $'\\C-t'
    until [ -e ${file}.told ]; do sleep 0.01; done
    zpty -w -n shell $'\\C-c'
    zpty -d shell
    cat ${file}`
}
