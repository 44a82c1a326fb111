import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Properties;

/** MariaDB Connector/J: one connection. It does not connect again by itself. Options: its own, times in ms. */
public final class MariadbClient {
  public static void main(String[] args) throws Exception {
    Words words = new Words(args);
    Properties set = new Properties();
    set.setProperty("user", "app");
    words.options.entrySet().forEach(one -> set.setProperty(one.getKey(), one.getValue().getAsString()));
    Connection db = DriverManager.getConnection("jdbc:mariadb://" + words.host + ":" + words.port + "/", set);
    words.client(() -> {
      try (Statement statement = db.createStatement()) {
        return statement.execute("select 1");
      }
    }, null);
  }
}
