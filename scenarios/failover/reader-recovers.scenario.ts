import { blackHole } from 'halfopen'
import { cacheReader, cacheServer } from 'halfopen/subjects'
import { expect, test } from 'halfopen/vitest'

test('a reader sits out a blip, notices an outage, and recovers from it', async ({ testbed }) => {
  await testbed.server('cache', cacheServer())
  const reader = await testbed.client(cacheReader({ detector: { heartbeat: { every: '500ms', deadline: '2s' } } }))
  {
    await using _blip = await testbed.inject(blackHole({ for: '500ms' }))
    await expect(reader).toStayConnectedFor('3s')
  }
  {
    await using _outage = await testbed.inject(blackHole())
    await expect(reader).toDetectLossWithin('3s')
  }
  await expect(reader).toRecoverWithin('5s')
})
