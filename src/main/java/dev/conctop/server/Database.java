package dev.conctop.server;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import org.h2.tools.Server;

/**
 * An H2 database in memory, behind a TCP port of 127.0.0.1, started when it is first asked for.
 *
 * <p>Whoever reaches the port may read and change the rows of one table, and no more: an
 * administrator of H2 can run code, so that user's password is random and told to nobody.
 */
final class Database implements AutoCloseable {
  /** Rows of the table {@code item}, whose keys are 1 to this. */
  static final int ROWS = 10_000;

  /** The only other user, and its password. */
  static final String USER = "conctop";

  private static final String NAME = "mem:conctop";
  private static final int PASSWORD_BYTES = 16;

  private Optional<Server> server = Optional.empty();
  private Optional<Connection> keeper = Optional.empty();

  /**
   * The port, listening. The first call takes some tenths of a second; it comes while a run is
   * prepared, when nobody else waits for the loop that calls this.
   *
   * @throws Ask.Refused when it cannot be started
   */
  synchronized int port() throws Ask.Refused {
    try {
      if (server.isEmpty()) {
        start();
      }
      return server.orElseThrow().getPort();
    } catch (SQLException e) {
      throw new Ask.Refused("the database cannot be started");
    }
  }

  private void start() throws SQLException {
    // H2 reads this once, and would listen on every address without it.
    System.setProperty("h2.bindAddress", "127.0.0.1");
    byte[] random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    Connection connection =
        DriverManager.getConnection("jdbc:h2:" + NAME, "sa", HexFormat.of().formatHex(random));
    keeper = Optional.of(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS item"
              + " (id INTEGER PRIMARY KEY, name VARCHAR(40), amount DECIMAL(12, 2))");
      statement.execute(
          "INSERT INTO item SELECT x, 'item ' || x, MOD(x * 7919, 10007) / 100.0"
              + " FROM SYSTEM_RANGE(1, "
              + ROWS
              + ")");
      statement.execute("CREATE USER " + USER + " PASSWORD '" + USER + "'");
      statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON item TO " + USER);
    }
    server = Optional.of(Server.createTcpServer("-tcpPort", "0").start());
  }

  /** Ends it; its rows are gone. */
  @Override
  public synchronized void close() {
    server.ifPresent(Server::stop);
    server = Optional.empty();
    try {
      if (keeper.isPresent()) {
        keeper.get().close();
      }
    } catch (SQLException e) {
      // It was in memory, and the process ends.
    }
    keeper = Optional.empty();
  }
}
