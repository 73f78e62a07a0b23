package dev.conctop.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.workload.task.TaskFailure;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnClassTest {
  @TempDir static Path directory;

  /** The class of a user, who knows nothing of ours. */
  private static final String SOURCE =
      """
      package user;
      import java.util.concurrent.Callable;
      public class Task implements Callable<String> {
        private int calls;
        public String call() {
          if (++calls > 1) throw new IllegalStateException("used twice");
          ClassLoader mine = getClass().getClassLoader();
          if (Thread.currentThread().getContextClassLoader() != mine)
            throw new IllegalStateException("another context class loader");
          try {
            Class.forName("dev.conctop.workload.OwnClass", false, mine);
            throw new IllegalStateException("sees conctop");
          } catch (ClassNotFoundException e) {
            return "right";
          }
        }
        public static class Fails implements Callable<String> {
          public String call() throws Exception { throw new java.io.IOException("no luck"); }
        }
        public static class Plain {}
        public static class Wants implements Callable<String> {
          public Wants(int n) {}
          public String call() { return ""; }
        }
        public static class Throws implements Callable<String> {
          public Throws() { throw new IllegalArgumentException("not today"); }
          public String call() { return ""; }
        }
        static class Hidden implements Callable<String> {
          public String call() { return ""; }
        }
      }
      """;

  @BeforeAll
  static void compile() throws Exception {
    Path source = Files.writeString(directory.resolve("Task.java"), SOURCE);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertNotNull(compiler, "a JDK is needed");
    assertEquals(0, compiler.run(null, null, null, "-d", directory.toString(), source.toString()));
  }

  private static OwnClass open(String name) throws Exception {
    OwnClass workload = new OwnClass();
    workload.open(
        new FakeSurroundings("class", Map.of("class-path", directory.toString(), "class", name)));
    return workload;
  }

  @Test
  void callsANewInstanceEachTime() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (OwnClass workload = open("user.Task")) {
      workload.run(new FakeTask());
      workload.run(new FakeTask());
    }
    assertEquals(before, Thread.currentThread().getContextClassLoader());
  }

  @Test
  void whatItThrowsIsTheTasksFailure() throws Exception {
    try (OwnClass workload = open("user.Task$Fails")) {
      Exception failure = assertThrows(Exception.class, () -> workload.run(new FakeTask()));
      assertTrue(!(failure instanceof InvocationTargetException));
      assertEquals("IOException: no luck", TaskFailure.describe(failure));
    }
  }

  @Test
  void saysInOneLineWhatIsWrong() {
    assertBad("user.None", "class=user.None is not on the class path");
    assertBad("user.Task$Plain", "class=user.Task$Plain is not a java.util.concurrent.Callable");
    String construct = " needs to be public, with a public constructor()";
    assertBad("user.Task$Wants", "class=user.Task$Wants" + construct);
    assertBad("user.Task$Hidden", "class=user.Task$Hidden" + construct);
    assertBad("user.Task$Throws", "class=user.Task$Throws: IllegalArgumentException: not today");
    assertBad("", "class= names no class (--class-path app.jar --class com.example.Task)");
    BadInput noJar =
        assertThrows(
            BadInput.class,
            () ->
                new OwnClass()
                    .open(
                        new FakeSurroundings(
                            "class", Map.of("class-path", "/no/such.jar", "class", "x"))));
    assertEquals("class-path=/no/such.jar: no such jar or directory", noJar.getMessage());
  }

  private static void assertBad(String name, String message) {
    assertEquals(message, assertThrows(BadInput.class, () -> open(name)).getMessage());
  }
}
