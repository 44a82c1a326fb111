// What a reader chooses by: statuses, what has changed, words, and the order of the matrix. The page's script listens to them.
import type { Run } from '../../harness/model/report.ts'
import { type Change, changeKinds } from '../against/changes.ts'
import { names } from '../against/words.ts'
import { past, statuses } from '../phrases.ts'

/** Hidden where there is no script: nothing would listen. */
export function controls(runs: readonly Run[], changes: readonly Change[] | undefined): string {
  if (runs.length === 0) return ''
  const choices = statuses.flatMap(status => {
    const count = runs.filter(({ verdict }) => verdict.status === status).length
    return count === 0 ? [] : [choice('status', status, `${count} ${past[status]}`)]
  })
  const kinds = changeKinds.flatMap(kind => {
    const count = (changes ?? []).filter(({ kinds: own, now }) => now && own.includes(kind)).length
    return count === 0 ? [] : [choice('change', kind, `${count} ${names[kind]}`)]
  })
  return `<form class="controls" hidden>
<label class="search">Search <input type="search" name="search" placeholder="scenario, claim, fault, setting" autocomplete="off" spellcheck="false"><kbd>/</kbd></label>
${set('show', choices)}${kinds.length > 0 ? set('changed', kinds) : ''}
<label>Group by <select name="group"><option value="folder">folder</option><option value="kind">fault</option><option value="settings">settings</option></select></label>
<button type="button" name="fold">open all groups</button>
<output></output>
</form>`
}

function set(legend: string, choices: readonly string[]): string {
  return `<fieldset><legend>${legend}</legend>${choices.join('')}</fieldset>`
}

function choice(name: string, value: string, words: string): string {
  return `<label class="${value}"><input type="checkbox" name="${name}" value="${value}"> ${words}</label>`
}
