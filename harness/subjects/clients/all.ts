// Every client library that is known here as a subject, by its name: what the league measures.
import type { ClientKind } from '../client-kind.ts'
import { amqp091Go } from './amqp091-go.ts'
import { amqplib } from './amqplib.ts'
import { cache } from './cache.ts'
import { curl } from './curl.ts'
import { etcdGo } from './etcd-go.ts'
import { etcd3 } from './etcd3.ts'
import { fetchClient } from './fetch.ts'
import { goHttp } from './go-http.ts'
import { goHttp2 } from './go-http2.ts'
import { goRedis } from './go-redis.ts'
import { grpcGo } from './grpc-go.ts'
import { grpcJs } from './grpc-js.ts'
import { hikaricp } from './hikaricp.ts'
import { httpx } from './httpx.ts'
import { ioredis } from './ioredis.ts'
import { javaHttp } from './java-http.ts'
import { jedis } from './jedis.ts'
import { lettuce } from './lettuce.ts'
import { mariadbJava } from './mariadb-java.ts'
import { mqtt } from './mqtt.ts'
import { mysql2 } from './mysql2.ts'
import { mysql2Pool } from './mysql2-pool.ts'
import { nats } from './nats.ts'
import { natsGo } from './nats-go.ts'
import { nodeHttp } from './node-http.ts'
import { nodeHttp2 } from './node-http2.ts'
import { nodeRedis } from './node-redis.ts'
import { pahoMqtt } from './paho-mqtt.ts'
import { pg } from './pg.ts'
import { pgPool } from './pg-pool.ts'
import { pgjdbc } from './pgjdbc.ts'
import { pgx } from './pgx.ts'
import { pika } from './pika.ts'
import { postgresjs } from './postgresjs.ts'
import { psql } from './psql.ts'
import { psycopg } from './psycopg.ts'
import { pymysql } from './pymysql.ts'
import { quicGo } from './quic-go.ts'
import { redisPy } from './redis-py.ts'
import { requests } from './requests.ts'
import { ssh } from './ssh.ts'
import { undici } from './undici.ts'
import { websocket } from './websocket.ts'
import { ws } from './ws.ts'
import { zeo } from './zeo.ts'
import { zookeeperJava } from './zookeeper-java.ts'

/**
 * One line a client, by language and then by name.
 * @example clientKinds.map(({ id }) => id)
 */
export const clientKinds: readonly ClientKind[] = [
  amqplib,
  cache,
  etcd3,
  fetchClient,
  grpcJs,
  ioredis,
  mqtt,
  mysql2,
  mysql2Pool,
  nats,
  nodeHttp,
  nodeHttp2,
  nodeRedis,
  pg,
  pgPool,
  postgresjs,
  undici,
  websocket,
  ws,
  httpx,
  pahoMqtt,
  pika,
  psycopg,
  pymysql,
  redisPy,
  requests,
  zeo,
  amqp091Go,
  etcdGo,
  goHttp,
  goHttp2,
  goRedis,
  grpcGo,
  natsGo,
  pgx,
  quicGo,
  hikaricp,
  javaHttp,
  jedis,
  lettuce,
  mariadbJava,
  pgjdbc,
  zookeeperJava,
  curl,
  psql,
  ssh,
]
