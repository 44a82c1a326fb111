import { expect } from 'vitest'
import { sandboxed } from './fixtures/sandbox.ts'

const { seen, test } = await sandboxed('sysctl')

test('a setting is written in its namespace and in no other', () => {
  expect(seen['written here, not there']).toEqual([
    ['3', '60'],
    ['15', '7200'],
  ])
})
test('a setting can be named by its path', () => expect(seen['by path']).toBe('1'))
test('the command log holds the sysctl command', () => {
  expect(seen.log).toBe('ip netns exec client sysctl -w net.ipv4.tcp_keepalive_time=60')
})
test('a refusal says whether the setting, the value or the right is missing', () => {
  expect(seen.refusals).toMatchInlineSnapshot(`
    [
      "Cannot set net.ipv4.tcp_retry2 in client: this kernel has no such setting (ENOENT), got "3". Did you mean "tcp_retries2"? [E_SYSCTL]",
      "Cannot set net.ipv4.tcp_retries2 in client: the kernel refuses the value (EINVAL), got "many" [E_SYSCTL]",
      "Cannot read net.ipv4.nope in client: this kernel has no such setting (ENOENT) [E_SYSCTL]",
      "Cannot set net.netfilter.nf_conntrack_count in client: it can only be read here (EACCES), got "3" [E_SYSCTL]",
      "Cannot set kernel.hostname in client: only settings under net belong to a namespace, got "kernel.hostname" [E_SYSCTL]",
    ]
  `)
})
test('an open switch stops forwarding and starts it again', () => {
  expect(seen.switch).toEqual(['1', '0', true, 'hello', '1'])
})
test('closing a switch twice is harmless, writing to it afterwards an error', () => {
  expect(seen['closed switch']).toBe('Cannot set net.ipv4.conf.rc.forwarding in router: it is closed [E_SYSCTL]')
})
test('traffic still flows at the end', () => expect(seen['still works']).toBe('hello'))
