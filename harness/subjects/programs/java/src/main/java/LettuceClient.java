import java.time.Duration;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.event.connection.DisconnectedEvent;

/** Lettuce: one connection. Options, in s: keepAlive of SocketOptions, by its three names or one number for idle and interval, and timeout. */
public final class LettuceClient {
  public static void main(String[] args) throws Exception {
    Words words = new Words(args);
    RedisURI at = RedisURI.create(words.host, words.port);
    if (words.options.has("timeout")) at.setTimeout(Duration.ofSeconds(words.option("timeout", 0)));
    RedisClient client = RedisClient.create(at);
    SocketOptions.Builder socket = SocketOptions.builder();
    if (words.options.has("keepAlive")) {
      JsonElement set = words.options.get("keepAlive");
      JsonObject named = set.isJsonObject() ? set.getAsJsonObject() : null;
      int idle = named == null ? set.getAsInt() : named.get("idle").getAsInt();
      int interval = named == null ? idle : named.get("interval").getAsInt();
      int count = named == null ? 3 : named.get("count").getAsInt();
      socket.keepAlive(SocketOptions.KeepAliveOptions.builder().enable()
          .idle(Duration.ofSeconds(idle)).interval(Duration.ofSeconds(interval)).count(count).build());
    }
    client.setOptions(ClientOptions.builder().socketOptions(socket.build()).build());
    client.getResources().eventBus().get()
        .filter(DisconnectedEvent.class::isInstance)
        .subscribe(event -> words.lost("its DisconnectedEvent", null));
    StatefulRedisConnection<String, String> redis = client.connect();
    words.client(() -> redis.sync().incr("asked"), null);
  }
}
