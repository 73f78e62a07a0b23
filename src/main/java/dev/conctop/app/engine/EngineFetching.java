package dev.conctop.app.engine;

import dev.conctop.launch.jar.EngineJar;
import dev.conctop.launch.jar.JarFetch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Says what an engine is and how large, asks, and brings it. */
public final class EngineFetching {
  private static final int DONE = 0;
  private static final int FAILED = 1;

  private final EngineJar jar;
  private final Map<String, String> env;
  private final PrintStream out;
  private final PrintStream err;

  private EngineFetching(EngineJar jar, Map<String, String> env, PrintStream out, PrintStream err) {
    this.jar = jar;
    this.env = env;
    this.out = out;
    this.err = err;
  }

  /**
   * @param engine one that is a jar
   */
  public static EngineFetching of(
      String engine, Map<String, String> env, PrintStream out, PrintStream err) {
    return new EngineFetching(EngineJar.named(engine).orElseThrow(), env, out, err);
  }

  /**
   * Tells, asks and brings.
   *
   * @param yes whether it need not ask
   * @param in where the answer is read from; its end is a no
   * @return the exit code: 0 it is here, 1 it is not
   */
  public int run(boolean yes, InputStream in) {
    try {
      JarFetch fetch = JarFetch.of(jar, env);
      String name = jar.engine() + " " + jar.version();
      if (fetch.isHere()) {
        out.println(name + " is here: " + fetch.kept());
        return DONE;
      }
      tell(fetch, name);
      if (!yes && !agreed(in)) {
        err.println("conctop: nothing was fetched");
        return FAILED;
      }
      fetch.run();
      out.println(name + " is here: " + fetch.kept());
      return DONE;
    } catch (IOException e) {
      err.println("conctop: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
      return FAILED;
    }
  }

  private void tell(JarFetch fetch, String name) {
    out.println(name);
    out.println("  size     " + String.format(Locale.ROOT, "%.1f MB", jar.bytes() / 1e6));
    out.println("  licence  " + jar.licence() + ", " + jar.licenceUrl());
    out.println("  SHA-256  " + jar.sha256());
    out.println(
        "  from     " + fetch.source() + (fetch.isInMaven() ? " (nothing is downloaded)" : ""));
    out.println("  to       " + fetch.kept());
  }

  private boolean agreed(InputStream in) throws IOException {
    out.print("Fetch it? (y/N; --yes does not ask) ");
    out.flush();
    String answer =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    if (answer == null) {
      out.println();
    }
    return answer != null
        && (answer.strip().equalsIgnoreCase("y") || answer.strip().equalsIgnoreCase("yes"));
  }
}
