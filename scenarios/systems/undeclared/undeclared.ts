// Programs in four languages of which nothing is declared: what they set on their own sockets is read there.
import { join } from 'node:path'
import { type CommandOptions, command, powerOff } from 'halfopen'
import { built } from 'halfopen/subjects'

const programs = join(import.meta.dirname, 'programs')
const says = { connected: /^connected/, lost: /^lost: (?<code>.*)/ } as const satisfies CommandOptions
const small = '-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xmx32m'

/** What its socket has, and when it tells of a loss: see there. */
export const python = (how: 'at once' | 'after login' | 'late' | 'user timeout', options: CommandOptions = {}) =>
  command(['python3', join(programs, 'reader.py'), '{host}', '{port}', how], { ...says, ...options })

const goReader = built(join(programs, 'reader.go'), out => ['go', 'build', '-o', join(out, 'reader'), 'reader.go'])

/** With the keepalive that Go switches on. `deadline`: it waits 3 s for each word. */
export const go = (how: 'for ever' | 'deadline') => ({
  ...command([join(goReader.folder, 'reader'), '{host}', '{port}', how], { ...says, needs: { go: 'golang-go' } }),
  prepare: goReader.prepare,
})

const javaReader = built(join(programs, 'Reader.java'), out => ['javac', '-d', out, 'Reader.java'])

/** It waits 4 s for each word. `kept`: with keepalive. */
export const java = (how: 'plain' | 'kept') => ({
  ...command(`java ${small} -cp ${javaReader.folder} Reader {host} {port} ${how}`, {
    ...says,
    needs: { java: 'default-jre-headless', javac: 'default-jdk-headless' },
  }),
  prepare: javaReader.prepare,
})

/** `writer`: it says something every 10 s; `kept`: with keepalive; `asker`: on a connection for each question. */
export const node = (how: 'writer' | 'kept' | 'asker') =>
  command(['node', join(programs, `${how}.mjs`), '{host}', '{port}'], says)

/** Gives back what it hears, and says something every second. */
export const server = () => command(['node', join(programs, 'server.mjs'), '{port}'], { ready: /ready/ })

/** Their server is switched off. */
export const off = { server: server(), fault: powerOff('server'), planes: ['netns'], clock: 'virtual' } as const
