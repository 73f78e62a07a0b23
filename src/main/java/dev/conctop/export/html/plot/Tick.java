package dev.conctop.export.html.plot;

/**
 * A mark at an axis.
 *
 * @param at where, 0 at the axis's beginning to 1 at its end
 * @param label what is said there
 * @param main whether it stays where there is little room
 */
public record Tick(double at, String label, boolean main) {}
