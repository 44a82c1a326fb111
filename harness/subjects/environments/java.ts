// The clients in Java: every library is pinned by programs/java/pom.xml.
import type { Starter } from '../client-kind.ts'
import { environment } from './environment.ts'

const made = environment({
  from: 'java',
  steps: [['mvn', '--quiet', '--batch-mode', 'compile']],
  fix: 'Is there a way to a Maven repository? ~/.m2/settings.xml names another',
})

/** Of any JVM in a guest. Little of the machine, and code is made faster by whoever waits for it, and no thread wakes up four times a second to tidy. */
export const quietJvm = [
  ...['-XX:TieredStopAtLevel=1', '-Xbatch', '-XX:+UseSerialGC', '-XX:-UsePerfData', '-Xmx96m'],
  ...['-XX:+UnlockDiagnosticVMOptions', '-XX:GuaranteedSafepointInterval=0', '-XX:AsyncDeflationInterval=0'],
]

/** Starts the class of that name. */
export const java: Starter = {
  language: 'Java',
  start: program => ['java', ...quietJvm, '-cp', `${made.folder}/target/classes:${made.folder}/lib/*`, program],
  needs: { java: 'default-jre-headless', javac: 'default-jdk-headless', mvn: 'maven' },
  prepare: made.prepare,
  memory: '160MB',
}
