package dev.conctop.sample.figure;

/** What executes a program. */
public enum Runtime {
  /** The processor, as far as is known. */
  NATIVE(""),
  CPYTHON("CPython"),
  JVM("JVM"),
  NODE("node"),
  GO("Go"),
  RUBY("Ruby"),
  DOTNET(".NET"),
  BEAM("BEAM");

  private final String word;

  Runtime(String word) {
    this.word = word;
  }

  /** Its name; empty for a program that needs none. */
  public String word() {
    return word;
  }
}
