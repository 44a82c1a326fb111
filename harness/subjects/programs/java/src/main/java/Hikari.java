import java.sql.Connection;
import java.sql.Statement;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** HikariCP over pgjdbc: a pool of one connection. Options: those of pgjdbc, in seconds, and Hikari's, in ms. */
public final class Hikari {
  public static void main(String[] args) throws Exception {
    Words words = new Words(args);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:postgresql://" + words.host + ":" + words.port + "/postgres");
    config.setUsername("app");
    config.setMaximumPoolSize(1);
    for (String name : new String[] {"keepaliveTime", "maxLifetime"})
      if (words.options.has(name)) config.getClass().getMethod("set" + name.substring(0, 1).toUpperCase() + name.substring(1), long.class).invoke(config, words.options.get(name).getAsLong());
    for (String name : new String[] {"socketTimeout", "tcpKeepAlive", "connectTimeout"})
      if (words.options.has(name)) config.addDataSourceProperty(name, words.options.get(name).getAsString());
    HikariDataSource pool = new HikariDataSource(config);
    words.client(() -> {
      try (Connection db = pool.getConnection(); Statement statement = db.createStatement()) {
        return statement.execute("select 1");
      }
    }, null);
  }
}
