package dev.conctop.term;

/**
 * What the command line says of the terminal.
 *
 * @param mouse whether the mouse is asked for
 * @param ascii whether only ASCII is drawn, whatever the locale
 */
public record TerminalOptions(boolean mouse, boolean ascii) {}
