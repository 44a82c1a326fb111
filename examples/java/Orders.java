import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Orders over HTTP: `Orders server HOST PORT`, and `Orders client ADDRESS SECONDS`, which asks once a second and waits so long (0: for ever). */
public class Orders {
  public static void main(String[] args) throws Exception {
    if (args[0].equals("server")) serve(args[1], Integer.parseInt(args[2]));
    else ask(URI.create(args[1]), Integer.parseInt(args[2]));
  }

  static void serve(String host, int port) throws Exception {
    AtomicInteger orders = new AtomicInteger();
    HttpServer server = HttpServer.create(new InetSocketAddress(host, port), 0);
    server.createContext("/", exchange -> {
      byte[] body = (orders.incrementAndGet() + " orders\n").getBytes();
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    server.start();
    System.out.println("listening");
  }

  static void ask(URI address, int seconds) throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (seconds > 0) request.timeout(Duration.ofSeconds(seconds));
    Boolean well = null;
    for (;; Thread.sleep(1_000)) {
      try {
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (well == null || !well) System.out.println(well == null ? "connected" : "back");
        well = true;
      } catch (java.io.IOException error) {
        if (Boolean.TRUE.equals(well)) System.out.println("lost: " + error);
        if (well != null) well = false;
      }
    }
  }
}
