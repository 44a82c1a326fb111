import { expect, test } from 'vitest'
import { isPlain } from './plain-config.ts'

const vitests = [{ name: 'vitest:config' }, [{ name: 'halfopen' }], null, false]

test('a configuration for tests alone, or none, leaves files as they are', () => {
  const empty = { plugins: vitests, resolve: {}, test: { setupFiles: [], globals: true, testTimeout: 1 } }
  expect([{}, { plugins: vitests }, empty].map(isPlain)).toEqual([true, true, true])
})

test('whatever may make other code of a file, or another file of an import, does not', () => {
  const configs = [
    { plugins: [...vitests, { name: 'x' }] },
    { plugins: [vitests, Promise.resolve({ name: 'vitest:x' })] },
    { resolve: { alias: { '@': '/src' } } },
    { define: { __VERSION__: '1' } },
    { oxc: false },
    { test: { setupFiles: './setup.ts' } },
    { test: { alias: [{ find: 'a', replacement: 'b' }] } },
    { test: { server: { deps: { inline: true } } } },
  ]
  expect(configs.map(isPlain)).toEqual(configs.map(() => false))
})
