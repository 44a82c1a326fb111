import { command, scenarioTest, takeover } from 'halfopen'

const at = `${import.meta.dirname}/programs`
const settings = { heartbeat: { every: '500ms', deadline: '1s' } } as const
const watching = (where: string) =>
  command(`node ${at}/pool.mjs ${where} 1 500 1000`, {
    connected: /connected/,
    lost: /lost one/,
    recovered: /recovered/,
    settings,
  })

scenarioTest('a standby is asked at its own address before and after it takes that of the primary over', {
  hosts: {
    primary: command(`node ${at}/echo.mjs {host} {port}`, { ready: /listening/ }),
    standby: {
      program: command(`node ${at}/echo.mjs {host} {port} {self} {port.health}`, { ready: /listening/ }),
      standsInFor: 'primary',
    },
    app: watching('{primary.host} {primary.port}'),
    monitor: watching('{standby.host} {standby.port.health}'),
  },
  fault: takeover({ host: 'primary', by: 'standby', after: '2s' }),
  planes: ['netns'],
  bounds: [
    { detectedBy: 'app-app', within: '2s' },
    { recoveredBy: 'app-app', within: '6s' },
    { undetectedBy: 'monitor-app', for: '10s' },
  ],
})
