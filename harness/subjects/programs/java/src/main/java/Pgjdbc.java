import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Properties;

import org.postgresql.PGConnection;

/** pgjdbc: one connection; while it is idle it waits for a notification. Options: its own, in seconds. */
public final class Pgjdbc {
  public static void main(String[] args) throws Exception {
    Words words = new Words(args);
    Properties set = new Properties();
    set.setProperty("user", "app");
    words.options.entrySet().forEach(one -> set.setProperty(one.getKey(), one.getValue().getAsString()));
    Connection db = DriverManager.getConnection("jdbc:postgresql://" + words.host + ":" + words.port + "/postgres", set);
    words.client(() -> ask(db, "select 1"), () -> {
      ask(db, "listen news");
      for (;;) db.unwrap(PGConnection.class).getNotifications(0);
    });
  }

  private static boolean ask(Connection db, String question) throws Exception {
    try (Statement statement = db.createStatement()) {
      return statement.execute(question);
    }
  }
}
