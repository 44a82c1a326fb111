import { expect, test } from 'vitest'
import { compilerFindings } from './compilers.ts'

test('a language that is there is named with where it lies and what it is for', () => {
  const findings = compilerFindings(program => `/usr/bin/${program}`)
  expect(findings).toEqual([
    {
      what: 'go',
      state: 'ready',
      detail: '/usr/bin/go: builds quic-go for scenarios of QUIC, and a client of those of names, on first use',
    },
    {
      what: 'java',
      state: 'ready',
      detail: '/usr/bin/java, /usr/bin/javac: a client of scenarios of names, compiled on first use',
    },
  ])
})

test('one that is not is named with what is skipped, and the package that mends it', () => {
  expect(compilerFindings(() => undefined)).toMatchObject([
    {
      what: 'go',
      state: 'missing',
      detail: expect.stringContaining('Go client are skipped'),
      fix: 'apt install golang-go, or brew install go',
    },
    {
      what: 'java',
      state: 'missing',
      detail: 'no java, no javac on PATH: scenarios of names with a Java client are skipped',
      fix: 'apt install default-jdk-headless, or brew install openjdk',
    },
  ])
})

test('a Java that cannot compile is not enough', () => {
  const [, java] = compilerFindings(program => (program === 'javac' ? undefined : `/usr/bin/${program}`))
  expect(java).toMatchObject({ state: 'missing', detail: expect.stringMatching(/^no javac on PATH/) })
})
