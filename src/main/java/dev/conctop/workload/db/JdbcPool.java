package dev.conctop.workload.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Connections to one database with one prepared query each, made as they are needed. */
final class JdbcPool implements AutoCloseable {
  private static final int HIGHEST_KEY = 10_000;
  private static final int LOGIN_SECONDS = 10;
  private static final int VALID_SECONDS = 1;

  private final String url;
  private final String user;
  private final String password;
  private final String sql;
  private final Semaphore free;
  private final ConcurrentLinkedDeque<Slot> idle = new ConcurrentLinkedDeque<>();
  private final Set<Connection> all = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Prepares; connects nothing yet.
   *
   * @param sql each {@code ?} is bound to a random number of 1 to 10000 in each query
   * @param most connections
   */
  JdbcPool(String url, String user, String password, String sql, int most) {
    this.url = url;
    this.user = user;
    this.password = password;
    this.sql = sql;
    free = new Semaphore(most);
    DriverManager.setLoginTimeout(LOGIN_SECONDS);
  }

  /**
   * The right to one connection, which is made by the first query. Used by one thread at a time.
   */
  final class Slot {
    private @Nullable Connection connection;
    private @Nullable PreparedStatement statement;
    private int questions;

    /**
     * Sends the query and reads its whole answer; connects first if that has not been done.
     *
     * @return how many rows came, or were changed
     */
    long query() throws SQLException {
      PreparedStatement prepared = statement;
      if (prepared == null) {
        prepared = prepare();
      }
      for (int i = 1; i <= questions; i++) {
        prepared.setInt(i, ThreadLocalRandom.current().nextInt(HIGHEST_KEY) + 1);
      }
      if (!prepared.execute()) {
        return prepared.getUpdateCount();
      }
      long rows = 0;
      try (ResultSet result = prepared.getResultSet()) {
        int columns = result.getMetaData().getColumnCount();
        while (result.next()) {
          rows++;
          for (int i = 1; i <= columns; i++) {
            result.getObject(i);
          }
        }
      }
      return rows;
    }

    private PreparedStatement prepare() throws SQLException {
      Connection made =
          user.isEmpty() && password.isEmpty()
              ? DriverManager.getConnection(url)
              : DriverManager.getConnection(url, user, password);
      all.add(made);
      connection = made;
      if (closed) {
        drop();
        throw new SQLException("the workload is closed");
      }
      PreparedStatement prepared = made.prepareStatement(sql);
      questions = prepared.getParameterMetaData().getParameterCount();
      statement = prepared;
      return prepared;
    }

    /** Whether the next task can use it as it is. */
    private boolean alive() {
      try {
        return connection != null && connection.isValid(VALID_SECONDS);
      } catch (SQLException e) {
        return false;
      }
    }

    private void drop() {
      Connection made = connection;
      connection = null;
      statement = null;
      if (made != null) {
        all.remove(made);
        end(made);
      }
    }
  }

  /** Connects and asks once, so that what is wrong is known before the run. */
  void check() throws SQLException {
    Slot slot = new Slot();
    slot.query();
    idle.add(slot);
  }

  /** A connection if one is free now. */
  @Nullable Slot tryBorrow() {
    return free.tryAcquire() ? next() : null;
  }

  /** Connections that are open now. */
  int connections() {
    return all.size();
  }

  String url() {
    return url;
  }

  /** Waits for a free connection. */
  Slot borrow() throws InterruptedException {
    free.acquire();
    return next();
  }

  private Slot next() {
    Slot slot = idle.pollFirst();
    return slot == null ? new Slot() : slot;
  }

  /**
   * Ends a task's use of a connection.
   *
   * @param usable whether its query was answered; otherwise it is looked at, and dropped if it
   *     broke
   */
  void giveBack(Slot slot, boolean usable) {
    if (!usable && !slot.alive()) {
      slot.drop();
    }
    idle.addFirst(slot);
    free.release();
  }

  private static void end(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is gone either way.
    }
  }

  /** Closes all connections; what waits on one fails. */
  @Override
  public void close() {
    closed = true;
    idle.clear();
    Set.copyOf(all).forEach(JdbcPool::end);
  }
}
