// Method: the delay is what a word and its echo take, the loss what the kernel counts of a thousand frames. A delay that is in force on
// one side only, in other units, or not at all, would miss the sum of both; a loss that is only counted would let all frames pass.
import { expect, test as plain } from 'vitest'
import { guested, sandboxed } from './fixtures/sandbox.ts'

const here = await sandboxed('qdisc')
const lacking = typeof here.seen.missing === 'string' ? here.seen.missing : undefined
/** Where this machine's kernel has no netem, a guest's has. */
const { seen, test } = lacking === undefined ? here : await guested('qdisc')
const [major = 0, minor = 0] = String(seen.release).split('.').map(Number)

if (lacking !== undefined)
  here.test('a kernel without netem is told from one that refuses, and the fix is named', () => {
    expect(lacking).toBe('this kernel has no sch_netem')
    expect(here.seen['refused without netem']).toMatchInlineSnapshot(
      `"Cannot add netem limit 1000 delay 1ms at rs in router: Specified qdisc kind is unknown (ENOENT). Load the module sch_netem, or use a kernel with CONFIG_NET_SCH_NETEM [E_KERNEL]"`,
    )
  })

test('a device that was told nothing sends at once', () => {
  expect(seen['before anything']).toMatchObject({ kind: 'noqueue', packets: 0, dropped: 0, heldPackets: 0 })
  expect(seen['of another device']).toBe('noqueue')
})
test('what is not there, and what the kernel would take for something else, is refused', () => {
  expect(seen['refused in any kernel']).toMatchInlineSnapshot(`
    [
      "Cannot delete the qdisc of rc in router: Cannot delete qdisc with handle of zero (ENOENT) [E_KERNEL]",
      "Cannot delete the qdisc of ghost in router: no such device (ENODEV) [E_KERNEL]",
      "Cannot put netem at rs: its jitter is too long, got "3000 ms". Give 2147 ms at most [E_NETEM]",
      "Cannot put netem at rs: its loss is no percentage, got "101". Give a number from 0 to 100 [E_NETEM]",
    ]
  `)
})

test('netem is read back as it was given', () => {
  const netem = { delayMs: 40.5, jitterMs: 2, lossPercent: 0.25, limitPackets: 77 }
  expect(seen.added).toEqual({
    ...{ kind: 'netem', netem },
    ...{ packets: 0, bytes: 0, dropped: 0, heldPackets: 0, heldBytes: 0 },
  })
})
test('a second one, and one without a device, is refused', () => {
  expect(seen['refused with netem']).toMatchInlineSnapshot(`
    [
      "Cannot add netem limit 1000 delay 1ms at rs in router: Exclusivity flag on, cannot modify (EEXIST) [E_KERNEL]",
      "Cannot add netem limit 1000 delay 1ms at ghost in router: no such device (ENODEV) [E_KERNEL]",
    ]
  `)
})
test('deleted, it is gone, and cannot be deleted again', () => {
  expect(seen.deleted).toEqual(['noqueue', expect.stringContaining('(ENOENT)')])
})
test('60 ms there and 90 ms back make a round trip of 150 ms, and the packets are counted', () => {
  expect(seen.delayed).toEqual([true, true, [true, true]])
})
test('what is held when the delay ends comes with its delay, and nothing is dropped', () => {
  expect(seen.held).toEqual([true, true, true, 0, 0])
  expect(seen['at once again']).toBe(true)
})
test('what is held when the qdisc is deleted is dropped, and TCP sends it again', () => {
  expect(seen['dropped when deleted']).toEqual(['lost once', 'noqueue'])
})
test('what goes beyond the limit is dropped, and what was there first is held', () => {
  expect(seen['beyond the limit']).toEqual(['....xx', 4, 2])
})
test('a loss of 20 % takes about two hundred of a thousand frames, from the first hundred on, and passes the others', () => {
  const { lost, counted, passed, early }: Record<string, unknown> = Object(seen.lost)
  expect([counted, Number(lost) + Number(passed), early]).toEqual([lost, 1_000, true])
  expect(Math.abs(Number(lost) - 200)).toBeLessThan(65) // five standard deviations
})
test('no loss takes none, and a loss of 100 % all', () => {
  expect(seen['none lost']).toEqual([false, 'x'.repeat(20)])
})
test('each change is a command for tc', () => {
  expect(seen.commands).toMatchInlineSnapshot(`
    [
      "ip netns exec router tc qdisc add dev rs root netem limit 1000 delay 1ms",
      "ip netns exec router tc qdisc replace dev rs root netem limit 77 delay 40.5ms 2ms loss 0.25%",
      "ip netns exec router tc qdisc delete dev rs root",
      "ip netns exec router tc qdisc add dev rs root netem limit 1000 delay 60ms",
    ]
  `)
})

const made = 'tc makes the same of a command as netlink did'
if (seen['by tc'] === 'no tc') plain(made, ({ skip }) => skip('needs tc'))
else test(made, () => expect(seen['by tc']).toEqual([true, expect.stringContaining('limit 77 delay 40.5ms')]))

const repeated = 'with equal seeds the same frames are lost, with another one others'
if (major * 100 + minor < 606) plain(repeated, ({ skip }) => skip('kernels before 6.6 know no seed'))
else test(repeated, () => expect(seen['lost again']).toEqual([true, false]))
