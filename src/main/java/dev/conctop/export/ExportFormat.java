package dev.conctop.export;

import dev.conctop.export.part.Choices;
import dev.conctop.export.part.Export;
import java.util.function.Function;

/**
 * A format that a recording can be written in.
 *
 * @param name what it is called on the command line
 * @param extension of files that hold it, without the dot
 * @param binary whether it is bytes that are not for a terminal
 * @param help what it is for, in a few words
 * @param maker what writes it
 */
public record ExportFormat(
    String name, String extension, boolean binary, String help, Function<Choices, Export> maker) {
  /**
   * What writes it.
   *
   * @throws dev.conctop.catalog.parameter.BadInput when there is no such choice
   */
  public Export export(Choices choices) {
    return maker.apply(choices);
  }
}
