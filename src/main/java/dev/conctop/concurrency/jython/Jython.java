package dev.conctop.concurrency.jython;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;

/** The interpreter with our script read. */
final class Jython {
  private static final String SCRIPT = "/jython/tasks.py";

  private Jython() {}

  /**
   * Starts it, which takes a second or more.
   *
   * @throws IOException one line: what is wrong with it
   */
  static PythonTasks start() throws IOException {
    // Nothing is written beside the jar, and nobody asks a terminal for its encoding.
    System.setProperty("python.cachedir.skip", "true");
    System.setProperty("python.console.encoding", "UTF-8");
    System.setProperty("python.import.site", "false");
    ScriptEngine engine = new ScriptEngineManager().getEngineByName("python");
    if (engine == null) {
      throw new IOException("jython cannot be started: the jar has no script engine 'python'");
    }
    engine.put("PythonTasks", PythonTasks.class);
    try (InputStream script = Jython.class.getResourceAsStream(SCRIPT)) {
      if (script == null) {
        throw new IOException("this build of conctop has no " + SCRIPT);
      }
      engine.eval(new InputStreamReader(script, StandardCharsets.UTF_8));
      return (PythonTasks) engine.eval("Tasks()");
    } catch (ScriptException e) {
      throw new IOException("jython cannot be started: " + e.getMessage(), e);
    }
  }
}
