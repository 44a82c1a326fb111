// How one host's kernel is watched: which of its sockets are under test, which connection each is an end of, and when it gives a connect up.
import { isClient } from '../../model/host.ts'
import type { HostName } from '../../model/units.ts'
import { timerSysctls } from '../../netlink/timer-sysctls.ts'
import type { Recorder } from '../../observe/recorder.ts'
import type { WatchedKernel } from '../../observe/watched-kernel.ts'
import type { Wire } from '../../observe/wire.ts'
import { isHidden } from './nat.ts'
import { clientsOf, type HostPlace, type Network, serversOf } from './network.ts'

/** Under test is what leads from a client to an address of a server, whatever process holds it. A hop has both ends. */
export function watchedKernel(
  network: Network,
  place: HostPlace,
  { wire, recorder, halfMade }: SeenBeside,
): WatchedKernel {
  const isPeer = (address: string) =>
    [...(isClient(place) ? serversOf(network) : []), ...(place.listens ? clientsOf(network) : [])].some(
      other => other !== place && Object.values(addressesSeen(network, other, place)).includes(address),
    )
  // Before them come those that are sent in even time: tcp_write_timeout() of net/ipv4/tcp_timer.c.
  const { 'net.ipv4.tcp_syn_linear_timeouts': linear = 0 } = place.netns.run(timerSysctls)
  return {
    host: place.host,
    netns: place.netns,
    isUnderTest: ({ remote, state }) =>
      isPeer(remote.address) && (!place.listens || state !== 'SYN-RECV' || halfMade.has(place.host)),
    flowOf: ({ local, remote }) => {
      const ends = { source: local, target: remote }
      const { source, target } = network.translations?.original(ends) ?? ends
      return wire.flow(source, target)
    },
    synRetriesOf: connection => {
      const { userTimeoutMs, synRetries } = recorder.connections[(connection ?? 0) - 1]?.set ?? {}
      return userTimeoutMs !== undefined || synRetries === undefined ? undefined : synRetries + linear
    },
  }
}

/** What it is watched beside. */
interface SeenBeside {
  readonly wire: Wire
  readonly recorder: Recorder
  readonly halfMade: ReadonlySet<HostName>
}

/** The addresses by which a host knows another. */
function addressesSeen({ translations }: Network, of: HostPlace, by: HostPlace): HostPlace['addresses'] {
  return translations && isHidden(of) && by.listens ? by.gateways : of.addresses
}
