// ZooKeeper's own client: a session.
import { clientKind } from '../client-kind.ts'
import { java } from '../environments/java.ts'
import { zookeeper } from '../servers/zookeeper.ts'

/** In ms; its server grants 2 to 20 ticks. */
interface ZooKeeperOptions {
  sessionTimeout?: number
}

/**
 * ZooKeeper's own client: a session.
 * @example zookeeperJava.client({ asks: true, set: { sessionTimeout: 10_000 } })
 */
export const zookeeperJava = clientKind<ZooKeeperOptions>(java, {
  id: 'zookeeper-java',
  program: 'ZooKeeperSession',
  library: 'ZooKeeper',
  version: '3.9.5',
  fact: 'zookeeper-java',
  jitter: 'up to a second before each connect',
  server: zookeeper,
  recommended: {
    set: { sessionTimeout: 10_000 },
    source: 'https://zookeeper.apache.org/doc/r3.9.5/zookeeperProgrammers.html#ch_zkSessions',
  },
})
