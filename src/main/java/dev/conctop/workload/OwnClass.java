package dev.conctop.workload;

import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Parameters;
import dev.conctop.workload.task.Surroundings;
import dev.conctop.workload.task.TaskContext;
import dev.conctop.workload.task.TaskFailure;
import dev.conctop.workload.task.Workload;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * One call of a Callable of the user's own, on a new instance. Its classes see the JDK and their
 * own class path, and nothing of ours.
 */
final class OwnClass implements Workload {
  private Optional<URLClassLoader> loader = Optional.empty();
  private Optional<Constructor<?>> constructor = Optional.empty();

  @Override
  public void open(Surroundings surroundings) throws Exception {
    Parameters parameters = surroundings.parameters();
    String name = parameters.text("class");
    if (name.isEmpty()) {
      throw new BadInput("class= names no class (--class-path app.jar --class com.example.Task)");
    }
    List<URL> urls = urls(parameters.text("class-path"));
    URLClassLoader opened =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    loader = Optional.of(opened);
    constructor = Optional.of(constructor(opened, name));
  }

  private static List<URL> urls(String classPath) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      if (entry.isEmpty()) {
        continue;
      }
      try {
        Path path = Path.of(entry);
        if (!Files.isReadable(path)) {
          throw new BadInput("class-path=" + entry + ": no such jar or directory");
        }
        urls.add(path.toUri().toURL());
      } catch (InvalidPathException e) {
        throw new BadInput("class-path=" + entry + ": " + e.getReason());
      }
    }
    return urls;
  }

  private static Constructor<?> constructor(ClassLoader from, String name) {
    try {
      Class<?> found = Class.forName(name, true, from);
      if (!Callable.class.isAssignableFrom(found)) {
        throw new BadInput("class=" + name + " is not a java.util.concurrent.Callable");
      }
      Constructor<?> made = found.getConstructor();
      made.newInstance();
      return made;
    } catch (ClassNotFoundException e) {
      throw new BadInput("class=" + name + " is not on the class path");
    } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
      throw new BadInput("class=" + name + " needs to be public, with a public constructor()");
    } catch (InvocationTargetException e) {
      throw new BadInput("class=" + name + ": " + TaskFailure.describe(e));
    } catch (LinkageError e) {
      throw new BadInput("class=" + name + " cannot be loaded: " + e);
    }
  }

  @Override
  public void run(TaskContext task) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader.orElseThrow());
    try {
      ((Callable<?>) constructor.orElseThrow().newInstance()).call();
    } finally {
      thread.setContextClassLoader(before);
    }
    task.checkpoint();
  }

  @Override
  public void close() {
    try {
      if (loader.isPresent()) {
        loader.get().close();
      }
    } catch (IOException e) {
      // Nothing was written.
    }
  }
}
