// Method: environments that differ in one variable each, by a value, a name, or nothing that its user has set.
import { expect, test } from 'vitest'
import { environmentIn, usersEnvironment } from './users-environment.ts'

const own = { PATH: '/bin', DATABASE_URL: 'db' }

test.for([
  'npm_config_cache',
  'INIT_CWD',
  'PWD',
  'SHLVL',
  'SSH_TTY',
  'HOSTNAME',
  'JOB_COMPLETION_INDEX',
  'GITHUB_RUN_ID',
  'CI_JOB_ID',
  'VITEST_POOL_ID',
])('%s is other each time, and neither told nor counted', name => {
  expect(usersEnvironment({ ...own, [name]: 'x' })).toEqual(own)
  expect(environmentIn({ ...own, [name]: 'x' })).toEqual(environmentIn(own))
})

test.for(['CI', 'SSHD', 'HOST', 'PWDS', 'NODE_ENV', 'JOB', 'GITHUB'])("%s is the user's, told and counted", name => {
  expect(usersEnvironment({ ...own, [name]: 'x' })).toEqual({ ...own, [name]: 'x' })
  expect(environmentIn({ ...own, [name]: 'x' }).variables).toBe(3)
})

test('another value, name or number is another environment, and another order is not', () => {
  const others = [{ ...own, PATH: '/bin2' }, { ...own, A: '' }, { PATH: '/bin' }, { PATH: 'db', DATABASE_URL: '/bin' }]
  const hashes = [own, ...others].map(one => environmentIn(one).sha256)
  expect(new Set(hashes).size).toBe(5)
  expect(environmentIn({ DATABASE_URL: 'db', PATH: '/bin' })).toEqual(environmentIn(own))
})

test('a record says how many there are, and nothing that stands in them; what is ours is not counted', () => {
  const told = environmentIn({ ...own, SECRET: 'hunter2', HALFOPEN: '{}', HALFOPEN_BOX: 'guest', GONE: undefined })
  expect(told).toEqual({ variables: 3, sha256: expect.stringMatching(/^[0-9a-f]{16}$/) })
  expect(told).toEqual(environmentIn({ ...own, SECRET: 'hunter2' }))
})
