package dev.conctop.concurrency.thread;

import java.nio.file.Path;

/**
 * Where a run happens.
 *
 * @param httpPort of the loopback server's HTTP side, 0 when there is none
 * @param queryPort of its query side, 0 when there is none
 * @param directory private to the run; who made it removes it
 */
public record Place(int httpPort, int queryPort, Path directory) {}
