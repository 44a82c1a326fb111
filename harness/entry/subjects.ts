// `halfopen/subjects`: clients and servers to try halfopen on, and the real ZEO.
export { type Built, built } from '../subjects/built.ts'
export { type CacheReaderOptions, cacheReader, type Detector } from '../subjects/cache-reader.ts'
export { type CacheServerOptions, cacheServer } from '../subjects/cache-server.ts'
export { type CacheWriterOptions, cacheWriter } from '../subjects/cache-writer.ts'
export type { ClientKind, ClientOptions, Variant } from '../subjects/client-kind.ts'
export { clientKinds } from '../subjects/clients/all.ts'
export { type IoredisOptions, ioredis } from '../subjects/clients/ioredis.ts'
export { type PgOptions, pg } from '../subjects/clients/pg.ts'
export { type ProbeClientOptions, probeClient, probeServer } from '../subjects/probe.ts'
export {
  type QuicClientOptions,
  type QuicOptions,
  type QuicProgram,
  type QuicServerOptions,
  quicClient,
  quicServer,
} from '../subjects/quic.ts'
export { type QuietClientOptions, quietClient, quietServer } from '../subjects/quiet.ts'
export { type TcpRelayOptions, tcpRelay } from '../subjects/relay.ts'
export { postgres, postgresPromotion, postgresStandby } from '../subjects/servers/postgres.ts'
export { redis } from '../subjects/servers/redis.ts'
export { type ZeoReaderOptions, type ZeoServerOptions, zeoReader, zeoServer } from '../subjects/zeo.ts'
