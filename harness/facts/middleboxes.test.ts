import { describe, expect, test } from 'vitest'
import { findMiddlebox, idleMiddleboxes, middleboxes } from './middleboxes.ts'

test('a box is found by its id, with its limit, what it does then, and the source', () => {
  expect(findMiddlebox('aws-nlb-tcp')).toMatchObject({
    name: 'AWS Network Load Balancer, TCP listener',
    idleMs: 350_000,
    atExpiry: 'silent',
    onNextPacket: 'reset',
    keepaliveResetsTimer: true,
    sources: expect.arrayContaining([expect.stringContaining('https://docs.aws.amazon.com/elasticloadbalancing/')]),
  })
})

test.for([
  ['aws-nlb', 'aws-nlb-tcp'],
  ['aws-sg', 'aws-sg-conntrack'],
  ['azure', 'azure-lb'],
  ['gcp', 'gcp-vpc-firewall'],
  ['conntrack', 'linux-conntrack-established'],
  ['pal', 'palo-alto'],
] as const)('"%s" is short for %s', ([short, id]) => {
  expect(findMiddlebox(short).id).toBe(id)
})

test('where such boxes differ, the shortest limit counts', () => {
  expect(findMiddlebox('mobile-carrier').idleMs).toBe(300_000)
})

test('what nobody says is absent', () => {
  expect(findMiddlebox('cloudflare-spectrum')).not.toHaveProperty('idleMs')
  expect(findMiddlebox('gcp-cloud-nat')).not.toHaveProperty('onNextPacket')
})

describe('a name that means no box is refused', () => {
  test.for([
    [
      'aws-nbl',
      'Cannot find the middlebox: none of that name is known, got "aws-nbl". ' +
        'Give its limit instead: 350s, in a script { idle: \'350s\' }. Did you mean "aws-nlb"? [E_MIDDLEBOX]',
    ],
    [
      'gcp-p',
      'Cannot find the middlebox: more than one has a name that begins so, got "gcp-p". ' +
        'Use gcp-passthrough-nlb or gcp-passthrough-nlb-internal or gcp-proxy-nlb [E_MIDDLEBOX]',
    ],
    [
      '',
      'Cannot find the middlebox: none of that name is known, got "". Give its limit instead: 350s, in a script { idle: \'350s\' }.',
    ],
  ] as const)('"%s"', ([name, message]) => {
    expect(() => findMiddlebox(name)).toThrow(message)
  })
})

test.for([
  ['aws-global-accelerator', 340, 'unknown', false],
  ['aws-nlb-tls', 350, 'silent', true],
  ['aws-api-gateway', 600, 'closes', false],
  ['azure-firewall', 240, 'unknown', true],
  ['azure-application-gateway', 75, 'closes', false],
  ['azure-app-service', 230, 'closes', false],
  ['gcp-passthrough', 60, 'unknown', true],
  ['gcp-passthrough-nlb-internal', 600, 'unknown', true],
  ['cilium', 8_000, 'silent', true],
  ['windows-nat', 1_800, 'silent', true],
  ['docker-desktop', 300, 'unknown', undefined],
  ['istio', 3_600, 'closes', false],
  ['traefik', 180, 'closes', false],
  ['f5', 300, 'closes', true],
  ['netscaler', 180, 'closes', undefined],
  ['openwrt', 7_440, 'silent', true],
  ['cloudflare-origin', 120, 'closes', false],
  ['cloudflare-origin-idle', 900, 'closes', false],
] as const)('%s: %i s, %s, and probes count: %s', ([name, seconds, atExpiry, counts]) => {
  const { idleMs, keepaliveResetsTimer, ...box } = findMiddlebox(name)
  expect([idleMs, box.atExpiry, keepaliveResetsTimer]).toEqual([seconds * 1_000, atExpiry, counts])
})

describe('the facts', () => {
  test('have two limits that no idle connection meets, and none of them among those that do', () => {
    const others = middleboxes.filter(box => !idleMiddleboxes.includes(box)).map(({ id }) => id)
    expect(others).toEqual(['linux-conntrack-unacked', 'linux-conntrack-retrans'])
  })

  test('give no name to two boxes', () => {
    const names = middleboxes.flatMap(({ id, aliases }) => [id, ...aliases])
    expect(names).toEqual([...new Set(names)])
  })

  test('have a source wherever a number is said to be sourced', () => {
    const bare = middleboxes.filter(({ confidence, sources }) => confidence !== 'unverified' && sources.length === 0)
    expect(bare).toEqual([])
  })

  test('have limits in whole seconds, as firewalls count', () => {
    expect(middleboxes.filter(({ idleMs = 1_000 }) => idleMs % 1_000 !== 0 || idleMs <= 0)).toEqual([])
  })
})
