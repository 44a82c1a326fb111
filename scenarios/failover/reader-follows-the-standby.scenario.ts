import { takeover } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
import { expect, test } from 'halfopen/vitest'

test('a reader that pings loses the server, follows the standby, and is fresh there', { planes: ['netns'] }, async ({
  testbed,
}) => {
  await testbed.server('node a', cacheServer())
  await testbed.standby('node b', cacheServer())
  const reader = await testbed.client(cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '500ms' } } }))
  await using _incident = await testbed.inject(takeover({ after: '2s' }))
  await expect(reader).toDetectLossWithin('1.9s')
  await expect(reader).toRecoverWithin('3s')
  const stale = reader.staleAnswers().length
  await testbed.wait('1s')
  expect(reader.staleAnswers()).toHaveLength(stale)
})
