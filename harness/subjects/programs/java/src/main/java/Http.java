import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** java.net.http: an HttpClient. Option: timeout of each request, in seconds. */
public final class Http {
  public static void main(String[] args) throws Exception {
    Words words = new Words(args);
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + words.host + ":" + words.port + "/"));
    if (words.options.has("timeout")) request.timeout(Duration.ofSeconds(words.option("timeout", 0)));
    HttpRequest question = request.build();
    words.client(() -> client.send(question, HttpResponse.BodyHandlers.ofString()).body(), null);
  }
}
