package dev.conctop.term;

/**
 * There is no terminal that a full screen could be drawn on. Nothing was written.
 *
 * @param reason one line for a person
 */
public record NotATerminal(String reason) implements Opening {}
