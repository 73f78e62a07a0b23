/**
 * The child process: one workload under one model, reported as wire frames. Imports concurrency,
 * workload, process, catalog, wire and sample.
 */
@NullMarked
package dev.conctop.subject;

import org.jspecify.annotations.NullMarked;
