import { existsSync, readFileSync } from 'node:fs'
import { release } from 'node:os'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { tickRate } from './tick-rate.ts'

const configs = ['/proc/config.gz', `/boot/config-${release()}`].filter(existsSync)

test.runIf(process.platform === 'linux')('the tick rate is one that kernels are built with', () => {
  expect([100, 250, 300, 1_000]).toContain(tickRate())
})

test.runIf(configs.length > 0)('it is the one that this kernel was configured with', () => {
  const [path = ''] = configs
  const config = path.endsWith('.gz') ? gunzipSync(readFileSync(path)).toString() : readFileSync(path, 'utf8')
  expect(config).toMatch(new RegExp(`^CONFIG_HZ=${tickRate()}$`, 'm'))
})
