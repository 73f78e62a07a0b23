/** Workloads that query a server or a database. Imports net, task and the client libraries. */
@NullMarked
package dev.conctop.workload.db;

import org.jspecify.annotations.NullMarked;
