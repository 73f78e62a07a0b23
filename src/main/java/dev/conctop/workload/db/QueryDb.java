package dev.conctop.workload.db;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.workload.net.client.ServerPort;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.Workload;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One SQL query over a connection of a small pool. JDBC can only block, and blocks an event loop as
 * well.
 */
public final class QueryDb implements Workload {
  private static final String SERVERS_SQL = "SELECT name, amount FROM item WHERE id = ?";
  private static final String ANY_SQL = "SELECT 1";
  private static final String SERVERS_USER = "conctop";

  private Optional<JdbcPool> pool = Optional.empty();

  @Override
  public void open(Surroundings surroundings) throws Exception {
    Parameters parameters = surroundings.parameters();
    String url = parameters.text("jdbc-url");
    boolean ours = url.isEmpty();
    String sql = parameters.text("sql");
    JdbcPool opened =
        new JdbcPool(
            ours ? serversUrl(surroundings) : url,
            ours ? SERVERS_USER : parameters.text("user"),
            ours ? SERVERS_USER : parameters.text("password"),
            !sql.isEmpty() ? sql : ours ? SERVERS_SQL : ANY_SQL,
            (int) parameters.number("connections"));
    pool = Optional.of(opened);
    try {
      opened.check();
    } catch (SQLException e) {
      throw new BadInput(explain(e, url));
    }
  }

  private static String serversUrl(Surroundings surroundings) throws IOException {
    URI ask = URI.create("http://127.0.0.1:" + ServerPort.http(surroundings).getPort() + "/db");
    try (InputStream in = ask.toURL().openStream()) {
      String port = new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
      return "jdbc:h2:tcp://127.0.0.1:" + port + "/mem:conctop";
    }
  }

  /** One line, in which a URL stands only up to where passwords may follow. */
  private static String explain(SQLException e, String url) {
    String visible = url.replaceFirst("[?;].*", "").replaceFirst("//[^/]*@", "//");
    String message = String.valueOf(e.getMessage());
    String line = message.lines().findFirst().orElse("").replaceFirst("; SQL statement:$", "");
    String cause = e.getCause() instanceof IOException io ? " (" + io.getMessage() + ")" : "";
    return url.isEmpty()
        ? "the database: " + line + cause
        : "jdbc-url=" + visible + ": " + (line + cause).replace(url, visible);
  }

  @Override
  public void run(TaskContext task) throws Exception {
    JdbcPool connections = pool.orElseThrow();
    JdbcPool.Slot slot = connections.tryBorrow();
    if (slot == null) {
      task.wants("a free connection", "");
      slot = task.await(TaskWait.LOCK, connections::borrow);
    }
    boolean usable = false;
    try {
      JdbcPool.Slot lent = slot;
      task.await(TaskWait.NETWORK, lent::query);
      usable = true;
    } finally {
      connections.giveBack(slot, usable);
    }
  }

  /** The database that is asked. */
  String url() {
    return pool.orElseThrow().url();
  }

  @Override
  public void close() {
    pool.ifPresent(JdbcPool::close);
  }
}
