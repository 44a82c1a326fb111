// The clients in Python: every package is pinned by programs/python/requirements.txt.
import { HalfopenError } from '../../kit/errors.ts'
import type { Starter } from '../client-kind.ts'
import { inPrograms } from '../programs-folder.ts'
import { findPython } from '../python.ts'
import { environment } from './environment.ts'

const made = environment({
  from: 'python',
  pins: 'requirements.txt',
  steps: async signal => [
    [await pythonHere(signal), '-m', 'venv', '.'],
    ['bin/python', '-m', 'pip', 'install', '--quiet', '--no-input', '--no-deps', '-r', 'requirements.txt'],
    // What an older Python needs beside them is missed here, and not by a client that ends as it begins.
    ['bin/python', '-c', 'import httpx, paho.mqtt.client, pika, psycopg, pymysql, redis, requests'],
  ],
  check: ['bin/python', '-c', 'import psycopg'],
  fix: 'Is there a way to a Python package index? PIP_INDEX_URL and PIP_FIND_LINKS name another',
})

async function pythonHere(signal: AbortSignal): Promise<string> {
  const found = await findPython(signal)
  if (typeof found === 'string') return found
  throw new HalfopenError('E_BUILD', `Cannot make the python clients: ${found.detail}`, { fix: found.fix })
}

/** Starts `<program>.py`. */
export const python: Starter = {
  language: 'Python',
  start: program => [`${made.folder}/bin/python`, '-B', `${inPrograms('python')}/${program}.py`],
  needs: { python3: 'python3' },
  prepare: made.prepare,
}
