/** The two ways of asking a server: threads that block, and loops. Imports workload.task. */
@NullMarked
package dev.conctop.workload.net.client;

import org.jspecify.annotations.NullMarked;
