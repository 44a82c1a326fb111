// The Python that environments are made with, or what is wrong with it.
import { lstatSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { abortable } from '../kit/clock.ts'
import { HalfopenError } from '../kit/errors.ts'
import { howToInstall } from '../kit/how-to-install.ts'
import { startProcess } from '../kit/process.ts'

/**
 * The Python that makes the environment, or what is wrong with it. Where the one on PATH is somebody else's, which this user may
 * not run (a version manager's in another home), the system's own is taken.
 */
export async function findPython(signal: AbortSignal): Promise<string | Trouble> {
  const trouble = await pythonTrouble('python3', signal)
  if (!trouble) return 'python3'
  const forbidden = trouble.detail === absent && (process.env.PATH ?? '').split(delimiter).some(holdsPython)
  return forbidden && !(await pythonTrouble(systemPython, signal)) ? systemPython : trouble
}

const systemPython = '/usr/bin/python3'

function holdsPython(folder: string): boolean {
  try {
    return folder !== '' && lstatSync(join(folder, 'python3'), { throwIfNoEntry: false }) !== undefined
  } catch {
    return true
  }
}

/** What is wrong. */
export interface Trouble {
  detail: string
  fix: string
}

/** persistent 6.9 and zope.interface 8.7 ask for it. */
const oldestPython = 11

const absent = 'there is no python3 on PATH'

/** Why this Python cannot make the environment, and what to do; undefined when it can. */
async function pythonTrouble(python: string, signal: AbortSignal): Promise<Trouble | undefined> {
  const asked = 'import sys; print(sys.version_info[1]); import venv, ensurepip'
  const { ok, said } = await run(python, ['-c', asked], signal)
  const minor = Number(said[0])
  if (!Number.isInteger(minor)) return { detail: absent, fix: howToInstall('python3', 'python3 python3-venv') }
  if (minor < oldestPython)
    return {
      detail: `it needs Python 3.${oldestPython}, and python3 is 3.${minor}`,
      fix: 'Put a newer python3 on PATH',
    }
  return ok ? undefined : { detail: 'python3 has no venv module', fix: 'apt install python3-venv' }
}

/** Runs a program to its end. One that cannot be started has failed without a word. */
export async function run(file: string, args: readonly string[], signal: AbortSignal): Promise<Ran> {
  const said: string[] = []
  try {
    await using child = await startProcess({ file, args, onLine: (_, text) => said.push(text) })
    const { code } = await abortable(signal, child.exited)
    return { ok: code === 0, said }
  } catch (thrown) {
    if (thrown instanceof HalfopenError && thrown.code === 'E_START') return { ok: false, said: [] }
    throw thrown
  }
}

interface Ran {
  ok: boolean
  said: readonly string[]
}
