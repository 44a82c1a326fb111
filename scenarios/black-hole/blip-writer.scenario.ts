import { blackHole, scenarioTest } from 'halfopen'
import { cacheServer, cacheWriter } from 'halfopen/subjects'

scenarioTest('a writer rides out a blip of two seconds without a word', {
  server: cacheServer(),
  client: cacheWriter(),
  fault: blackHole({ for: '2s' }),
  planes: ['netns'],
  bounds: { undetectedBy: 'client-app', for: '4s' },
})
