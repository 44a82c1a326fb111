// Debian's ZooKeeper as a server, alone.
import { command, type Program } from '../../define/command.ts'
import { quietJvm } from '../environments/java.ts'

/**
 * Its ticks are 2 s, so that sessions last 4 to 40 s. `lines`: of its zoo.cfg.
 * @example zookeeper('maxSessionTimeout=20000')
 */
export function zookeeper(...lines: readonly string[]): Program {
  const own = ['tickTime=2000', 'dataDir={dir}/data', 'clientPortAddress={host}', 'clientPort={port}']
  const main = 'org.apache.zookeeper.server.quorum.QuorumPeerMain'
  return command(['java', ...quietJvm, '-cp', '/usr/share/java/zookeeper.jar', main, '{dir}/zoo.cfg'], {
    name: 'zookeeper',
    needs: { java: 'default-jre-headless', '/usr/share/zookeeper/bin/zkServer.sh': 'zookeeper' },
    files: { 'zoo.cfg': [...own, 'admin.enableServer=false', ...lines, ''].join('\n') },
    memory: '256MB',
  })
}
