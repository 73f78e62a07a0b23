package dev.conctop.state.seen;

import dev.conctop.catalog.RunSpec;
import dev.conctop.state.past.History;
import dev.conctop.state.past.total.Totals;

/**
 * What was seen of one arm's last block, for all pages.
 *
 * @param nanos when it ended
 */
public record ArmPicture(
    RunSpec run, long nanos, Stage stage, Observed observed, Totals totals, History history) {}
