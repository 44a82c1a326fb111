// A client by glibc's resolver. Python is what users have that asks it and keeps nothing itself.
import { command } from 'halfopen'

const programs = `${import.meta.dirname}/programs`

/** `limit`: how long a look-up, a connection and an answer may take together. `options`: resolv.conf(5), as RES_OPTIONS. */
export function glibc({ name = 'db.test', limitSeconds = 60, options = '' } = {}) {
  return command(`/usr/bin/python3 ${programs}/asker.py ${name} {a.port} ${limitSeconds}`, {
    name: 'glibc asker',
    env: { RES_OPTIONS: options },
    needs: { '/usr/bin/python3': 'python3-minimal' },
    connected: /^connected/,
    lost: /^lost: (?<code>.*)/,
    recovered: /^recovered/,
  })
}
