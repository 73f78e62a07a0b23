package dev.conctop.view.page;

import dev.conctop.sample.ProcessTable;
import dev.conctop.state.State;
import dev.conctop.view.canvas.Area;
import dev.conctop.view.panel.CoresPanel;
import dev.conctop.view.panel.machine.DevicesPanel;
import dev.conctop.view.panel.machine.ProcessesPanel;

/**
 * The machine while nothing else is watched: its processes take what is left.
 *
 * <pre>
 *  ┌ Load and pressure ───┐┌ Cores ────────────────┐
 *  └──────────────────────┘└───────────────────────┘
 *  ┌ Disks ───────────────────────┐┌ Network ──────┐   the network on tall screens
 *  └──────────────────────────────┘└───────────────┘
 *  ┌ Processes ────────────────────────────────────┐
 *  └───────────────────────────────────────────────┘
 *  ┌ What conctop itself costs ────────────────────┐   on tall screens
 * </pre>
 */
final class MachinePage {
  private static final int TOP_ROWS = 9;
  private static final int DEVICE_ROWS = 5;
  private static final int BUSIEST_DISK_ROWS = 3;
  private static final int COST_ROWS = 3;
  private static final int TALL = 30;
  private static final int LEAST_PROCESSES = 6;
  private static final int NET_COLUMNS = 42;

  private MachinePage() {}

  static void draw(Area page, State shown, ProcessTable table) {
    boolean tall = page.height() >= TALL;
    int half = page.width() / 2;
    int rest = page.width() - half;
    int top = Math.min(TOP_ROWS, Math.max(0, page.height() - LEAST_PROCESSES));
    HostPage.load(page.part(0, 0, half, top), shown);
    CoresPanel.draw(page.part(half, 0, rest, top), shown);
    int at = top;
    if (tall) {
      int disks = Math.max(half, page.width() - NET_COLUMNS);
      DevicesPanel.disks(page.part(0, at, disks, DEVICE_ROWS), shown);
      DevicesPanel.nets(
          page.part(disks, at, page.width() - disks, DEVICE_ROWS), shown.observed().devices());
      at += DEVICE_ROWS;
    } else if (page.height() - top >= LEAST_PROCESSES + BUSIEST_DISK_ROWS) {
      DevicesPanel.disks(page.part(0, at, page.width(), BUSIEST_DISK_ROWS), shown);
      at += BUSIEST_DISK_ROWS;
    }
    int bottom = page.height() - (tall ? COST_ROWS : 0);
    ProcessesPanel.draw(page.part(0, at, page.width(), bottom - at), shown, table);
    if (tall) {
      HostPage.cost(page.part(0, bottom, page.width(), COST_ROWS), shown.observed().cost());
    }
  }
}
