import java.time.Duration;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.event.connection.DisconnectedEvent;

/** Lettuce: one connection. Options: keepAlive (idle and interval, s) and tcpUserTimeout (s) of SocketOptions, and timeout (s). */
public final class LettuceClient {
  public static void main(String[] args) throws Exception {
    Words words = new Words(args);
    RedisURI at = RedisURI.create(words.host, words.port);
    if (words.options.has("timeout")) at.setTimeout(Duration.ofSeconds(words.option("timeout", 0)));
    RedisClient client = RedisClient.create(at);
    SocketOptions.Builder socket = SocketOptions.builder();
    if (words.options.has("keepAlive")) {
      Duration pause = Duration.ofSeconds(words.option("keepAlive", 0));
      socket.keepAlive(SocketOptions.KeepAliveOptions.builder().enable().idle(pause).interval(pause).count(3).build());
    }
    if (words.options.has("tcpUserTimeout")) {
      Duration limit = Duration.ofSeconds(words.option("tcpUserTimeout", 0));
      socket.tcpUserTimeout(SocketOptions.TcpUserTimeoutOptions.builder().enable().tcpUserTimeout(limit).build());
    }
    client.setOptions(ClientOptions.builder().socketOptions(socket.build()).build());
    client.getResources().eventBus().get()
        .filter(DisconnectedEvent.class::isInstance)
        .subscribe(event -> words.lost("its DisconnectedEvent", null));
    StatefulRedisConnection<String, String> redis = client.connect();
    words.client(() -> redis.sync().incr("asked"), null);
  }
}
