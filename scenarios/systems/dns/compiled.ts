// The Java and the Go client.
import { join } from 'node:path'
import { command } from 'halfopen'
import { built } from 'halfopen/subjects'
import { says } from './failover.ts'

const programs = `${import.meta.dirname}/programs`

const reader = built(`${programs}/Reader.java`, out => ['javac', '-d', out, 'Reader.java'])

/** `ttl`: how long the JVM keeps an answer; its own 30 s where absent. */
export function java(ttl?: number) {
  const kept = ttl === undefined ? '' : `-Dsun.net.inetaddr.ttl=${ttl}`
  const small = '-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xmx32m'
  return {
    ...command(`java ${small} ${kept} -cp ${reader.folder} Reader db.test {a.port}`, {
      name: 'java reader',
      needs: { java: 'default-jre-headless', javac: 'default-jdk-headless' },
      ...says,
    }),
    prepare: reader.prepare,
  }
}

const goBuild = ['go', 'build', '-tags=netgo', '-ldflags=-s', '-o'] as const
const goReader = built(`${programs}/reader.go`, out => [...goBuild, join(out, 'reader'), 'reader.go'])

/** Its own resolver: nothing of the C library is in it. */
export function go() {
  return {
    ...command(`${goReader.folder}/reader db.test {a.port}`, {
      name: 'go reader',
      needs: { go: 'golang-go' },
      ...says,
    }),
    prepare: goReader.prepare,
  }
}
