import { expect, test as plain } from 'vitest'
import { sandboxed, unprivileged } from './fixtures/sandbox.ts'

const { seen, test } = await sandboxed('netns')

test('opening a namespace leaves the thread where it was', () => expect(seen['stays at home']).toBe(true))
test('work runs inside', () => expect(seen['inside is elsewhere']).toBe(true))
test('work inside work returns to the outer one', () => expect(seen['nested and back']).toEqual([true, true]))
test('the thread comes back when work throws', () => {
  expect(seen['back after a throw']).toEqual(['thrown inside', true])
})
test('a child spawned inside lives there, and in no other', () => {
  expect(seen['children live inside']).toEqual([true, false])
})
test('a request changes its own namespace only', () => {
  expect(seen['a request acts inside only']).toEqual([[{ name: 'lo', up: true }], [{ name: 'lo', up: false }]])
})
test('the home namespace is read without entering it', () => expect(seen['home needs no entering']).toBe(true))
test('the command log holds what a person would type', () => {
  expect(seen.log).toEqual(['ip netns add one', 'ip -n one link set dev lo up'])
})
test('closing twice is harmless, and using it afterwards is an error', () => {
  expect(seen['closing twice']).toBe('Cannot use network namespace three: it is closed [E_NETNS]')
  expect(seen['closed for requests']).toBe('Cannot use network namespace two: it is closed [E_NETNS]')
})

test('inside the sandbox no feature is missing', () => expect(seen.missing).toEqual([]))

plain('without permission it says so and names the fix', async () => {
  const text =
    'Cannot open network namespace client: not permitted (EPERM). ' +
    'Run as root, or inside "unshare --user --map-root-user --net" [E_NETNS]'
  const refused = JSON.parse(await unprivileged('netns-refused'))
  expect(refused).toEqual({
    open: text,
    missing: [{ feature: 'namespaces', reason: text.replace(' client', ' probe') }],
  })
})
