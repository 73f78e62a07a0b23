package dev.conctop.state.ui.table;

import dev.conctop.sample.thread.ProcessRow;

/**
 * One line of the table of processes.
 *
 * @param row its figures; of a folded parent the sums with all that is folded into it
 * @param depth in the tree; 0 where there is none
 * @param rails a bit a depth: whether a brother follows below; bit 0 is that of depth 1
 * @param inside how many processes are folded into it
 * @param parent whether it has children in the tree
 */
public record ProcessItem(ProcessRow row, int depth, long rails, int inside, boolean parent) {}
