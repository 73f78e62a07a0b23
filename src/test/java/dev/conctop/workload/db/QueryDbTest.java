package dev.conctop.workload.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.sample.task.TaskWait;
import dev.conctop.server.LoopbackServer;
import dev.conctop.workload.FakeSurroundings;
import dev.conctop.workload.FakeTask;
import dev.conctop.workload.task.TaskFailure;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class QueryDbTest {
  private static LoopbackServer server;

  @BeforeAll
  static void start() throws IOException {
    server = LoopbackServer.start(1);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static QueryDb open(Map<String, String> given) throws Exception {
    QueryDb workload = new QueryDb();
    workload.open(
        new FakeSurroundings("query-db", given).withPorts(server.httpPort(), server.queryPort()));
    return workload;
  }

  @Test
  void asksTheDatabaseOfTheServer() throws Exception {
    FakeTask task = new FakeTask();
    try (QueryDb workload = open(Map.of())) {
      for (int i = 0; i < 5; i++) {
        workload.run(task);
      }
    }
    assertEquals(Collections.nCopies(5, TaskWait.NETWORK), task.waits);
  }

  @Test
  void queriesGiveTheRowsThatTheyAskFor() throws Exception {
    try (JdbcPool pool = poolOfServer("SELECT * FROM item WHERE id = ?", 2)) {
      assertEquals(1, pool.borrow().query());
    }
    try (JdbcPool pool = poolOfServer("SELECT name FROM item WHERE id <= 100", 2)) {
      assertEquals(100, pool.borrow().query());
    }
    try (JdbcPool pool = poolOfServer("UPDATE item SET amount = amount WHERE id IN (?, 7)", 2)) {
      assertTrue(pool.borrow().query() >= 1);
    }
  }

  private static String urlOfServer() throws Exception {
    try (QueryDb started = open(Map.of())) {
      return started.url();
    }
  }

  private static JdbcPool poolOfServer(String sql, int most) throws Exception {
    return new JdbcPool(urlOfServer(), "conctop", "conctop", sql, most);
  }

  @Test
  void moreTasksThanConnectionsWaitForOne() throws Exception {
    try (QueryDb workload = open(Map.of("connections", "2"));
        ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<FakeTask> tasks = new ArrayList<>();
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        FakeTask task = new FakeTask();
        tasks.add(task);
        calls.add(
            () -> {
              workload.run(task);
              return true;
            });
      }
      for (Future<Boolean> end : threads.invokeAll(calls)) {
        assertTrue(end.get());
      }
      assertTrue(tasks.stream().anyMatch(task -> task.waits.contains(TaskWait.LOCK)));
    }
  }

  @Test
  void aQueryThatFailsIsCountedAndTheConnectionUsedAgain() throws Exception {
    try (QueryDb workload = open(Map.of("sql", "SELECT 1 / (id - id) FROM item WHERE id = ?"))) {
      throw new AssertionError("opened " + workload);
    } catch (BadInput e) {
      assertTrue(e.getMessage().startsWith("the database: Division by zero"), e.getMessage());
    }
    String seldom = "SELECT 1 / CASE WHEN id > 5000 THEN 0 ELSE 1 END FROM item WHERE id = ?";
    try (JdbcPool pool = poolOfServer(seldom, 1)) {
      int failures = 0;
      for (int i = 0; i < 50; i++) {
        JdbcPool.Slot slot = pool.borrow();
        boolean usable = false;
        try {
          slot.query();
          usable = true;
        } catch (SQLException e) {
          failures++;
        } finally {
          pool.giveBack(slot, usable);
        }
      }
      assertTrue(failures > 0 && failures < 50, "failures " + failures);
      assertEquals(1, pool.connections());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE ALIAS run FOR \"java.lang.System.exit\"",
        "SELECT FILE_READ('/etc/passwd')",
        "CALL CSVWRITE('/tmp/conctop-test.csv', 'SELECT 1')",
        "DROP TABLE item",
        "CREATE USER other PASSWORD 'x' ADMIN",
        "SHUTDOWN"
      })
  void whoeverReachesThePortMayUseItsTableAndNoMore(String sql) throws Exception {
    String url = urlOfServer();
    assertTrue(url.startsWith("jdbc:h2:tcp://127.0.0.1:"), url);
    try (Connection connection = DriverManager.getConnection(url, "conctop", "conctop");
        Statement statement = connection.createStatement()) {
      SQLException refused = assertThrows(SQLException.class, () -> statement.execute(sql));
      assertTrue(refused.getMessage().contains("ights"), refused.getMessage());
    }
    assertThrows(SQLException.class, () -> DriverManager.getConnection(url, "sa", ""));
    String other = url.replace("mem:conctop", "mem:other");
    assertThrows(SQLException.class, () -> DriverManager.getConnection(other, "sa", ""));
  }

  @Test
  void whatIsWrongWithADatabaseOfYoursIsOneLine() {
    assertBad("jdbc-url=jdbc:none:x: No suitable driver found", "jdbc:none:x?password=secret");
    assertBad("jdbc-url=jdbc:postgresql://127.0.0.1:1/x: ", "jdbc:postgresql://127.0.0.1:1/x");
    assertBad(
        "jdbc-url=jdbc:h2:tcp://127.0.0.1:1/x: ", "jdbc:h2:tcp://127.0.0.1:1/x;PASSWORD=secret");
    BadInput sql = assertThrows(BadInput.class, () -> open(Map.of("sql", "SELEKT 1")).close());
    assertTrue(sql.getMessage().startsWith("the database: Syntax error"), sql.getMessage());
  }

  private static void assertBad(String begin, String url) {
    BadInput bad =
        assertThrows(BadInput.class, () -> open(Map.of("jdbc-url", url, "user", "u")).close());
    String message = String.valueOf(bad.getMessage());
    assertTrue(message.startsWith(begin), message);
    assertEquals(1, message.lines().count());
    assertFalse(message.contains("secret"), message);
  }

  @Test
  void asksARealPostgres(@TempDir Path directory) throws Exception {
    EmbeddedPostgres started;
    try {
      started = EmbeddedPostgres.builder().setOverrideWorkingDirectory(directory.toFile()).start();
    } catch (IOException | IllegalStateException e) {
      assumeTrue(false, "no PostgreSQL can be started here: " + TaskFailure.describe(e));
      return;
    }
    try (EmbeddedPostgres postgres = started;
        QueryDb workload =
            open(
                Map.of(
                    "jdbc-url",
                    postgres.getJdbcUrl("postgres", "postgres"),
                    "user",
                    "postgres",
                    "sql",
                    "SELECT count(*) FROM generate_series(1, ?)"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> one =
          () -> {
            workload.run(new FakeTask());
            return true;
          };
      for (Future<Boolean> end : threads.invokeAll(Collections.nCopies(100, one))) {
        assertTrue(end.get());
      }
    }
  }
}
