import { expect, test } from 'vitest'
import { asSpec } from '../../model/scenario.ts'
import { echoClient, echoServer } from '../fixtures/echo.ts'
import { findings } from './findings.ts'
import { netns } from './index.ts'

const pair = { client: echoClient({}), server: echoServer }

test('shows what it has an injector for, and refuses the rest', () => {
  expect(netns.unsupported({ ...pair, fault: { kind: 'black-hole', toward: 'both' } })).toBeUndefined()
  // @ts-expect-error: a kind that some later version may have.
  expect(netns.unsupported({ ...pair, fault: { kind: 'meteor' } })).toBe('netns has no injector for meteor')
})

test('a fault of the standby needs a standby', () => {
  const fault = { kind: 'power-off', host: 'standby' } as const
  expect(netns.unsupported({ ...pair, fault })).toBe('power-off needs a standby, and there is none')
  const standby = { ...asSpec(echoServer), role: 'standby' } as const
  expect(netns.unsupported({ ...pair, fault, standby })).toBeUndefined()
})

test('on another system the findings say that the plane is not for it', async () => {
  const [darwin] = await findings('darwin', 'arm64')
  expect(darwin).toMatchObject({ state: 'missing', detail: expect.stringContaining('this is darwin') })
  const [riscv] = await findings('linux', 'riscv64')
  expect(riscv).toMatchObject({ state: 'missing', detail: expect.stringContaining('this is riscv64') })
})
