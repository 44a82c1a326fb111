import { expect, test } from 'vitest'
import { powerOff } from '../faults/power-off.ts'
import { command } from './command.ts'
import { parsePhases } from './phases.ts'
import { parseScenario } from './scenario.ts'

test('a number of phases is over the period that is declared or seen, one with a length over that', () => {
  expect(parsePhases('x', 8)).toEqual({ count: 8 })
  expect(parsePhases('x', { count: 4 })).toEqual({ count: 4 })
  expect(parsePhases('x', { count: 4, over: '2s' })).toEqual({ count: 4, overMs: 2_000 })
})

test.for([0, 1, 1.5, -8, 101, Number.NaN, '8', true, { count: '8' }, { count: 8, over: 0 }, { count: 8, over: '30d' }])(
  '%o are no phases',
  written => {
    // @ts-expect-error: some are no numbers
    expect(() => parsePhases('x', written)).toThrow(
      /^Cannot use the phases of "x": .*, got ".*"\. Write .*\[E_PHASES\]$|E_UNKNOWN_FIELD/,
    )
  },
)

test('a field that they do not have is named, and so is a length that is none', () => {
  // @ts-expect-error: it is spelt over
  expect(() => parsePhases('x', { count: 8, ovre: '2s' })).toThrow(/unknown field, got "ovre".*Did you mean "over"/)
  expect(() => parsePhases('x', { count: 8, over: '2 s' })).toThrow(/E_DURATION/)
})

test.for([
  ['data-in-flight', /its fault comes as its state begins.*E_PHASES/],
  ['idle', undefined],
  [undefined, undefined],
] as const)('beside the state %s they are refused: %s', ([state, refusal]) => {
  const parse = () =>
    parseScenario(
      'x',
      'x',
      {
        server: command('node -e 0 {host} {port}', { ready: /x/ }),
        client: command('node -e 0 {host} {port}', { connected: /x/, lost: /y/ }),
        fault: powerOff('server'),
        phases: 8,
        ...(state === undefined ? {} : { state }),
        bounds: { detectedBy: 'client-app', within: '3s' },
      },
      ['netns'],
    )
  if (refusal) expect(parse).toThrow(refusal)
  else expect(parse().phases).toEqual({ count: 8 })
})
