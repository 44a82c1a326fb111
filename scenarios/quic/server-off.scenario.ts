import { powerOff, scenarioTest } from 'halfopen'
import { quicClient, quicServer } from 'halfopen/subjects'

scenarioTest('a QUIC client gives a server that is off up when its idle timeout of 30 s is over, whatever it sends', {
  server: quicServer(),
  client: quicClient({ asksEvery: '1s' }),
  fault: powerOff('server'),
  bounds: { detectedBy: 'client-app', within: '32s', notBefore: '28s', code: 'IDLE_TIMEOUT' },
})
