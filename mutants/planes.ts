// Injectors and their evidence, on both planes. A scenario without evidence is inconclusive, and that kills.
import { mutantsOf } from './mutant.ts'

const halfDone = 'harness/planes/netns/faults/half-done.test.ts'
const router = "(await import('../../../netlink/nft/match.ts')).iif(hosts[0]?.gate.name ?? '')"

export const planes = [
  ...mutantsOf(
    'harness/planes/netns/faults/firewall.ts',
    ['idle-firewall/heartbeat-below-the-limit'],
    [
      ['writeSysctl(router, key, Math.floor(idleMs / 1_000))', 'writeSysctl(router, key, Math.ceil(idleMs / 500))'],
      ['writeSysctl(router, key, Math.floor(idleMs / 1_000))', 'writeSysctl(router, key, Math.ceil(idleMs / 900))'],
    ],
  ),
  ...mutantsOf(
    'harness/planes/netns/faults/firewall.ts',
    ['idle-firewall/aws-nlb-linux-default'],
    [
      ['remember(tuple, idleMs)', 'remember(tuple, 2 * idleMs)'],
      ['remember(tuple, idleMs)', 'remember(tuple, Math.ceil(1.1 * idleMs))'],
    ],
  ),
  ...mutantsOf(
    'harness/planes/netns/faults/firewall.ts',
    ['idle-firewall/ping-above-the-limit-drop', 'idle-firewall/ping-above-the-limit-reset'],
    [["onNextPacket === 'drop' ? drop : rejectWithReset\n", "onNextPacket === 'drop' ? rejectWithReset : drop\n"]],
  ),
  ...mutantsOf(
    'harness/planes/netns/faults/slow.ts',
    ['slow/loss-keepalive'],
    [
      [
        'const asked = { delayMs, jitterMs, lossPercent, limitPackets }',
        'const asked = { delayMs, jitterMs, lossPercent: 2 * lossPercent, limitPackets }',
      ],
      [
        'const asked = { delayMs, jitterMs, lossPercent, limitPackets }',
        'const asked = { delayMs, jitterMs, lossPercent: lossPercent / 10, limitPackets }',
      ],
    ],
  ),
  ...mutantsOf(
    'harness/planes/netns/faults/slow.ts',
    ['harness/planes/netns/faults/slow.test.ts'],
    [
      [
        'const asked = { delayMs, jitterMs, lossPercent, limitPackets }',
        'const asked = { delayMs: 1.1 * delayMs, jitterMs, lossPercent, limitPackets }',
      ],
      ['if (lossPercent > 0 && !isUnmet && counts.every(({ lost }) => lost === 0)) {', 'if (false) {'],
    ],
  ),
  ...mutantsOf(
    'harness/planes/netns/faults/lateness.ts',
    ['harness/planes/netns/faults/lateness.test.ts'],
    [
      ['leastMs: crossings * (delayMs - jitterMs)', 'leastMs: 0'],
      ["const crossings = toward === 'both' ? 2 : 1", 'const crossings = 1'],
      ['tookMs >= leastMs ?', 'tookMs > 0 ?'],
      ['held === 0 || waitedMs', 'waitedMs'],
    ],
  ),
  ...mutantsOf(
    'harness/planes/netns/faults/as-asked.ts',
    ['harness/planes/netns/faults/as-asked.test.ts'],
    [
      ['const sigmas = 4.5', 'const sigmas = 450'],
      ['const readingError = 0.001', 'const readingError = 100'],
    ],
  ),
  ...mutantsOf(
    'harness/planes/netns/faults/mtu-black-hole.ts',
    ['mtu-black-hole/big-writes'],
    [
      ['const when = [longerThan(maxBytes)]', 'const when = [longerThan(maxBytes - 300)]'],
      ['const when = [longerThan(maxBytes)]', 'const when = [longerThan(maxBytes + 300)]'],
      ['rules: [{ name, when, does: [drop] }]', `rules: [{ name, when: [...when, ${router}], does: [drop] }]`],
    ],
  ),
  ...mutantsOf(
    'harness/planes/netns/faults/takeover.ts',
    ['failover/reader-no-detector-unannounced'],
    [
      [
        '  netns.request(...taken.map(address => addAddress(device, cidr(address))))',
        '  if (announced) netns.request(...taken.map(address => addAddress(device, cidr(address))))',
      ],
      ['  network.router.request(setDown(dead.port))', ''],
    ],
  ),
  ...mutantsOf(
    'harness/planes/netns/faults/frozen-peer.ts',
    [halfDone],
    [["processes.every(({ state }) => state === 'T')", 'processes.length > 0']],
  ),
  ...mutantsOf(
    'harness/planes/netns/faults/frozen-peer.ts',
    ['frozen-peer/pause-patient-ping'],
    [
      ["signalAll(processesIn(netns), 'SIGSTOP')", ''],
      ["const heal = () => signalAll(processesIn(netns), 'SIGCONT')", 'const heal = () => {}'],
    ],
  ),
  ...mutantsOf(
    'harness/planes/netns/cable.ts',
    [halfDone],
    [
      ['if (!alone) network.router.request(setDown(port))', ''],
      ['alone || !linkState(network.router, port).up', 'true'],
    ],
  ),
  ...mutantsOf(
    'harness/planes/netns/black-hole.ts',
    [halfDone],
    [
      ['if (leaks.length > 0) {', 'if (leaks.length < 0) {'],
      ['if (dropped.some(([{ canary }, packets]) => canary && packets === 0)) return undefined', ''],
    ],
  ),
  ...mutantsOf(
    'harness/planes/toxiproxy/firewall.ts',
    ['harness/planes/toxiproxy/switches.test.ts'],
    [
      [
        '    const { idleMs } = this.#rule\n    const open',
        '    const idleMs = 0.9 * this.#rule.idleMs\n    const open',
      ],
      ['    const { idleMs } = this.#rule\n    const open', '    const idleMs = 2 * this.#rule.idleMs\n    const open'],
    ],
  ),
  ...mutantsOf(
    'harness/planes/toxiproxy/toxics.ts',
    ['harness/planes/toxiproxy/switches.test.ts'],
    [
      [
        'const change = { attributes: { latency, jitter }',
        'const change = { attributes: { latency: Math.round(1.1 * latency), jitter }',
      ],
      ['toxicity: on ? 1 : 0 })))', 'toxicity: 1 })))'],
    ],
  ),
  ...mutantsOf(
    'harness/planes/toxiproxy/firewall.ts',
    ['harness/planes/toxiproxy/switches.test.ts'],
    [
      ['idleMs < limitMs - timerMs || ', ''],
      [' || latestMs > limitMs * 1.05 + overdueMs', ''],
    ],
  ),
  ...mutantsOf(
    'harness/planes/toxiproxy/black-hole.ts',
    ['harness/planes/toxiproxy/mutants.test.ts'],
    [
      ['flow.leftBytes > enteredBytes ||', ''],
      ['inForce.some(toxics => stalling.difference(new Set(toxics)).size > 0)', 'false'],
    ],
  ),
  ...mutantsOf(
    'harness/planes/toxiproxy/faults/slow.ts',
    ['harness/planes/toxiproxy/mutants.test.ts'],
    [[' || soonestMs < delayMs - jitterMs - timerMs', '']],
  ),
]
