import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import com.google.gson.Gson;
import com.google.gson.JsonObject;

/**
 * What each client program here does with its library, and says in JSON lines. By hand: java -cp 'classes:lib/*' Hikari 127.0.0.1 5432
 * idle|asking|asking=MS ['{"socketTimeout":30}']. It asks once; idle: then nothing, until the library tells of a loss; asking: one question a
 * second, or after each so long, each after the answer to the one before. After a loss it asks once a second in both.
 */
final class Words {
  static final Gson GSON = new Gson();
  private static final PrintStream OUT = System.out;

  final String host;
  final int port;
  final boolean idle;
  final JsonObject options;
  private final long everyMs;
  private final CountDownLatch told = new CountDownLatch(1);
  private boolean healthy;

  Words(String[] args) {
    host = args[0];
    port = Integer.parseInt(args[1]);
    idle = args[2].equals("idle");
    everyMs = args[2].startsWith("asking=") ? Long.parseLong(args[2].substring("asking=".length())) : 1_000;
    options = args.length > 3 ? GSON.fromJson(args[3], JsonObject.class) : new JsonObject();
  }

  /** A number among the options, or what the library has anyway. */
  int option(String name, int otherwise) {
    return options.has(name) ? options.get(name).getAsInt() : otherwise;
  }

  /** Says it once. */
  synchronized void lost(String event, Throwable error) {
    if (!healthy) return;
    healthy = false;
    String text = error == null ? "without a reason" : String.valueOf(error.getMessage()).split("\n")[0];
    say("lost", error == null ? null : codeOf(error), event + ": " + text);
    told.countDown();
  }

  /** `waiting`: what waits for the library's own words, and throws a loss; null where a callback tells. */
  void client(Callable<?> ask, Callable<?> waiting) throws Exception {
    ask.call();
    synchronized (this) {
      healthy = true;
    }
    say("connected", null, null);
    if (idle) {
      try {
        if (waiting == null) told.await();
        else waiting.call();
      } catch (Exception error) {
        lost("a waiting read failed", error);
      }
    }
    for (;;) {
      boolean well;
      synchronized (this) {
        well = healthy;
      }
      Thread.sleep(well ? everyMs : 1_000);
      long asked = System.nanoTime();
      try {
        ask.call();
        double took = (System.nanoTime() - asked) / 1e9;
        synchronized (this) {
          if (!healthy) say("recovered", null, null);
          else if (took > 2) say("traffic", null, String.format("an answer after %.1f s", took));
          healthy = true;
        }
      } catch (Exception error) {
        lost("a question failed", error);
      }
    }
  }

  private static synchronized void say(String kind, String code, String detail) {
    JsonObject line = new JsonObject();
    line.addProperty("halfopen", kind);
    if (code != null) line.addProperty("code", code);
    if (detail != null) line.addProperty("detail", detail);
    OUT.println(GSON.toJson(line));
    OUT.flush();
  }

  /** The class of the innermost error. */
  private static String codeOf(Throwable error) {
    Throwable inner = error;
    while (inner.getCause() != null && inner.getCause() != inner) inner = inner.getCause();
    return inner.getClass().getSimpleName();
  }
}
