package dev.conctop.cli;

import dev.conctop.app.engine.EngineFetching;
import dev.conctop.catalog.Engine;
import dev.conctop.catalog.Engines;
import dev.conctop.catalog.parameter.BadInput;
import dev.conctop.catalog.parameter.Nearest;
import dev.conctop.cli.arguments.common.Command;
import java.util.List;

/** Brings an engine that the archive has not, when the user says so. */
final class FetchEngine {
  private final Shell shell;

  FetchEngine(Shell shell) {
    this.shell = shell;
  }

  int fetch(Command.FetchEngine command) {
    List<String> known = Engines.JARS.stream().map(Engine::name).toList();
    String name = command.engine();
    if (!known.contains(name)) {
      throw new BadInput(
          name.isEmpty()
              ? "fetch-engine needs an engine: " + String.join(", ", known)
              : "'" + name + "' is no engine that can be fetched" + Nearest.hint(name, known));
    }
    return EngineFetching.of(name, shell.env(), shell.out(), shell.err())
        .run(command.yes(), System.in);
  }
}
