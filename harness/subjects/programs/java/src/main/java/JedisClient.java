import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.JedisPubSub;

/** Jedis: a pool; while it is idle it waits for a message of a subscription. Options: of its configuration, in ms. */
public final class JedisClient {
  public static void main(String[] args) throws Exception {
    Words words = new Words(args);
    DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder();
    if (words.options.has("socketTimeoutMillis")) config.socketTimeoutMillis(words.option("socketTimeoutMillis", 0));
    if (words.options.has("blockingSocketTimeoutMillis")) config.blockingSocketTimeoutMillis(words.option("blockingSocketTimeoutMillis", 0));
    JedisPooled redis = new JedisPooled(new HostAndPort(words.host, words.port), config.build());
    words.client(() -> redis.incr("asked"), () -> {
      redis.subscribe(new JedisPubSub() {}, "news");
      return null;
    });
  }
}
